using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What made it worse beside the cause, and what kept it going: one sentence each, and that nothing was recorded is said too.</summary>
internal sealed class DraftFactors(Incident incident, int section, DraftRoom room) : DraftPart(incident, section)
{
    private const string NoFactors = "Contributing factors: none recorded.";
    private const int LittleRoom = 16;
    private const string NothingKeptIt = "Sustaining effects: none recorded.";

    /// <param name="found">The cause that stands; null where none was found.</param>
    public List<DraftItem> Write(TimelineEntry? found)
    {
        string reference = (found ?? Incident.Entries[0]).Reference;
        WrittenSentence[] sentences = [Contributing(found, reference), Sustaining(reference)];
        bool isNothing = sentences[0].Text == NoFactors && sentences[1].Text == NothingKeptIt;
        // Where hardly anything has room, that nothing was recorded is left out first.
        Add(4, isNothing && room.Words < LittleRoom ? 2 : 0, "", "", sentences);
        return Items;
    }

    // Whoever reads that something contributed asks who does something about it.
    private WrittenSentence Contributing(TimelineEntry? found, string reference)
    {
        TimelineEntry[] open = found is null ? [] : [.. StillPossible()];
        string[] names = [.. (Incident.Cause?.Contributing ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !Incident.Of(EntryKind.HypothesisRejected).Any(entry => entry.Get("name") == name))
            .Concat(open.Select(entry => entry.Get("name")!)).Where(name => name != Incident.Cause?.Name).Distinct().Select(CauseNouns.Of)];
        return new WrittenSentence(names.Length == 0
            ? NoFactors
            : $"Contributing factors: {Listed(names)}, which nothing ruled out while users were hurt; no task of {(names.Length == 1 ? "its" : "their")} own, because the drill replays what was recorded.",
            [reference, .. open.Select(entry => entry.Reference)]);
    }

    /// <summary>Was taken seriously, and nobody has ruled it out.</summary>
    private IEnumerable<TimelineEntry> StillPossible() => Incident.Of(EntryKind.HypothesisOpened)
        .Where(entry => entry.Get("name") is { } name && !Incident.Of(EntryKind.HypothesisRejected).Any(rejected => rejected.Get("name") == name));

    private WrittenSentence Sustaining(string reference) => new(Incident.Cause?.Sustaining is { Length: > 0 } text
        ? $"What kept it going: {DraftText.Within(room.Sentence(text, 16), text)}"
        : NothingKeptIt, [reference]);

    private static string Listed(string[] parts) => parts.Length == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
}
