using Holdfast.Diagnosis;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What it was not, and what became of the changes that came shortly before. Owner: <see cref="DraftCause"/>.</summary>
internal sealed class DraftRuledOut(Incident incident, int section, DraftRoom room) : DraftPart(incident, section)
{
    // The diagnosis reckons in whole seconds.
    private const int TriggerSeconds = 2;

    /// <param name="found">The cause that stands; null where none was found.</param>
    public List<DraftItem> Write(TimelineEntry? found)
    {
        TimelineEntry opened = Incident.Entries[0];
        Causes(opened);
        Changes(found, opened);
        return Items;
    }

    /// <summary>A signal may be what began first: only a change of somebody's is confirmed or ruled out.</summary>
    public static bool IsChange(TimelineEntry found) => found.Get("triggerFamily") == nameof(SignalFamily.Change);

    /// <summary>Of the changes that are told of; null where none of them set it off.</summary>
    public static TimelineEntry? TriggerOf(Incident incident, TimelineEntry found, DraftRoom room) => ChangesBefore.Of(incident).TakeLast(room.Changes).LastOrDefault(change => IsTrigger(found, change));

    public static bool IsTrigger(TimelineEntry found, TimelineEntry change) => IsChange(found) && Math.Abs(found.Number("triggerAt") - change.HappenedAt.ToUnixTimeSeconds()) <= TriggerSeconds;

    /// <summary>What was ruled out in one outage and stated in another is told with the causes.</summary>
    public static IEnumerable<TimelineEntry> Rejected(Incident incident)
    {
        HashSet<string?> stated = [.. StatedCause.Of(incident).Select(cause => cause.Name), incident.Cause?.Name];
        return incident.Of(EntryKind.HypothesisRejected).Where(entry => !stated.Contains(entry.Get("name")));
    }

    private void Causes(TimelineEntry opened)
    {
        TimelineEntry[] rejected = [.. Rejected(Incident)];
        if (!rejected.Any(entry => entry.Get("opened") == "yes") && !Incident.Of(EntryKind.Note).Any(entry => entry.Get("note") == nameof(NoteKind.WrongPath)))
        {
            Add(10, 0, "", "", new WrittenSentence("Misleading paths: none recorded.", [opened.Reference]));
        }

        foreach ((TimelineEntry entry, int index) in rejected.Where(entry => entry.Get("opened") == "no").DistinctBy(entry => entry.Get("name")).Select((entry, index) => (entry, index)))
        {
            string reason = entry.Get("reason") is { Length: > 0 } text ? text : "nothing spoke for it";
            Add(20 + index, index == 0 ? 2 : 5, "", "", new WrittenSentence($"{Capital(CauseNouns.Of(entry.Get("name")))} was ruled out, because {DraftText.Within(room.Sentence(reason), reason)}", [entry.Reference]));
        }
    }

    /// <summary>A change shortly before is what everybody suspects: it is confirmed or ruled out.</summary>
    private void Changes(TimelineEntry? found, TimelineEntry opened)
    {
        TimelineEntry? trigger = found is null ? null : TriggerOf(Incident, found, room);
        TimelineEntry? off = ProtectionOff.Of(Incident, found);
        // That one is told with the root cause, and that the protection was off with what contributed.
        foreach (TimelineEntry change in ChangesBefore.Of(Incident).TakeLast(room.Changes).Where(change => change != trigger && change != off))
        {
            bool isTrigger = found is not null && IsTrigger(found, change);
            TimelineEntry? verdict = ChangesBefore.VerdictOn(Incident, change);
            string outcome = isTrigger ? "is confirmed as the trigger"
                : verdict?.Get("reason") is { Length: > 0 } reason ? $"was ruled out: {DraftText.Within(room.Sentence(reason, 16), reason).TrimEnd('.')}"
                : $"{Before(change)}, and nothing that was recorded connects it with the outage";
            Add(40, 0, "", "", new WrittenSentence($"The change of {DraftText.Clock(change.HappenedAt)} {outcome}.", [change.Reference, verdict?.Reference ?? opened.Reference]));
        }
    }

    private string Before(TimelineEntry change) => DraftText.EarlierThanHarm(Incident, change.HappenedAt) is { Length: > 0 } earlier ? $"came {earlier}" : "came as it began";
}
