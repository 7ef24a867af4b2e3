using Holdfast.Foundation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What made it worse beside the cause, and what kept it going: one sentence each, and that nothing was recorded is said too.</summary>
internal sealed class DraftFactors(Incident incident, int section, DraftRoom room) : DraftPart(incident, section)
{
    private const string Begin = "Contributing factors";
    private const string NoFactors = $"{Begin}: none recorded.";
    private const int FactorsLeast = 10;
    private const string NothingKeptIt = "Sustaining effects: none recorded.";
    private const string Neither = "Nothing recorded added to it or kept it going.";
    private const string Repeats = " repeated attempts ";

    /// <param name="found">The cause that stands; null where none was found.</param>
    public List<DraftItem> Write(TimelineEntry? found)
    {
        string reference = (found ?? Incident.Entries[0]).Reference;
        ServerLoss[] losses = [.. ServerLoss.Of(Incident).Where(loss => !loss.IsTheCauseItself(Incident) && !loss.IsRestarted(Incident) && !loss.IsNoFactor(Incident))];
        WrittenSentence[] off = [.. Off(found)];
        WrittenSentence[] lost = [.. Lost(losses, off.Length > 0)];
        WrittenSentence[] sentences = [.. off, .. lost, .. Contributing(found, reference, off.Length + lost.Length > 0), Sustaining(reference)];
        if (sentences is [{ Text: NoFactors }, { Text: NothingKeptIt }])
        {
            sentences = [new WrittenSentence(Neither, [reference])];
        }

        // Where hardly anything has room, that nothing was recorded is left out first; a server that was gone stands in the timeline already.
        WrittenSentence[] recorded = room.HasReasons ? sentences : [.. sentences.Where(sentence => sentence.Text is not (NoFactors or NothingKeptIt or Neither))];
        bool mayGo = recorded.Length == 0 || (room.Words < FactorsLeast && losses.Length > 0 && off.Length == 0);
        Add(4, mayGo ? 2 : 0, "", "", recorded.Length == 0 ? sentences : recorded);
        return Items;
    }

    /// <summary>Nobody can say how it would have gone with it, and everybody asks.</summary>
    private IEnumerable<WrittenSentence> Off(TimelineEntry? found)
    {
        if (ProtectionOff.Of(Incident, found) is { } off)
        {
            TimelineEntry? on = ProtectionOff.SwitchedOn(Incident, off);
            string earlier = DraftText.EarlierThanHarm(Incident, off.HappenedAt) is { Length: > 0 } before ? $", {before}" : "";
            string then = on is null ? "no task, because nothing recorded says why, and its owner has to judge it" : $"no task, because it was switched on again at {DraftText.Clock(on.HappenedAt)}";
            yield return new WrittenSentence($"{Begin}: the overload protection was switched off at {DraftText.Clock(off.HappenedAt)}{earlier}; {then}.", [off.Reference, .. on is null ? Array.Empty<string>() : [on.Reference]]);
        }
    }

    /// <summary>Servers that were gone: whatever the cause was, the others had to carry their load.</summary>
    private IEnumerable<WrittenSentence> Lost(ServerLoss[] losses, bool hasOthers)
    {
        if (losses.Length > 0)
        {
            // What went and came together is told together.
            ServerLoss[][] groups = [.. losses.GroupBy(loss => (Time(loss), loss.Because)).Select(group => group.ToArray())];
            ServerLoss[][] told = [.. groups.Take(room.Losses)];
            int left = losses.Length - told.Sum(group => group.Length);
            string more = left > 0 ? $", and {Counted.Of(left, "more server")}" : "";
            string each = string.Join(", and ", told.Select(group => $"{ServerLoss.InWords(Incident, group)} {Counted.Verb(group.Length)} out {Time(group[0])}{(room.HasReasons ? ServerLoss.BecauseOf(group) : "")}"));
            yield return new WrittenSentence($"{(hasOthers ? "Further contributing factors" : Begin)}: {each}{more}; {NoTask(losses.Length)}.", [.. losses.SelectMany(loss => new[] { loss.Out, loss.Back }).OfType<TimelineEntry>().Select(entry => entry.Reference).Distinct()]);
        }
    }

    private string Time(ServerLoss loss) => loss.IsRepeated ? $"now and then {Lasted(loss)}" : Lasted(loss);

    private string Lasted(ServerLoss loss) => loss.Back is { } back && room.HasReasons ? $"between {DraftText.Clock(loss.Out.HappenedAt)} and {DraftText.Clock(back.HappenedAt)}" : $"from {DraftText.Clock(loss.Out.HappenedAt)}";

    // Whoever reads that something contributed asks who does something about it: what made it so is not in the records, and a task would be guessed.
    private string NoTask(int count) => room.HasReasons ? $"no task of {(count == 1 ? "its" : "their")} own, because the records do not show what made {(count == 1 ? "it" : "them")} go" : "no task, because nothing recorded shows why";

    private IEnumerable<WrittenSentence> Contributing(TimelineEntry? found, string reference, bool hasOthers)
    {
        TimelineEntry[] open = found is null ? [] : [.. StillPossible()];
        string[] names = [.. (Incident.Cause?.Contributing ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Where(name => !Incident.Of(EntryKind.HypothesisRejected).Any(entry => entry.Get("name") == name))
            .Concat(open.Select(entry => entry.Get("name")!)).Where(name => name != Incident.Cause?.Name).Distinct().Select(CauseNouns.Of)];
        if (names.Length > 0 || !hasOthers)
        {
            yield return new WrittenSentence(names.Length == 0
                ? NoFactors
                : $"{(hasOthers ? "Possible as well" : Begin)}: {Listed(names)}, which nothing ruled out while users were hurt; no task, because nothing confirmed {(names.Length == 1 ? "it" : "them")}.",
                [reference, .. open.Select(entry => entry.Reference)]);
        }
    }

    /// <summary>Was taken seriously, and nobody has ruled it out.</summary>
    private IEnumerable<TimelineEntry> StillPossible() => Incident.Of(EntryKind.HypothesisOpened)
        .Where(entry => entry.Get("name") is { } name && !Incident.Of(EntryKind.HypothesisRejected).Any(rejected => rejected.Get("name") == name));

    private WrittenSentence Sustaining(string reference) => new(Kept() is { Length: > 0 } text ? $"What kept it going: {DraftText.Within(room.Cause(text), text)}" : NothingKeptIt, [reference]);

    /// <summary>Without who else came, which comes first there; and where every server was out, that hardly a connection was open is what it looked like and kept nothing going.</summary>
    private string Kept()
    {
        string text = Incident.Cause?.Sustaining ?? "";
        return Incident.Cause is { IsOfAllServers: true } && text.Contains("connections were open", StringComparison.Ordinal) ? ""
            : text.Contains(Repeats, StringComparison.Ordinal) && text.IndexOf(" with ", StringComparison.Ordinal) is > 0 and int at ? text[(at + 1)..] : text;
    }

    private static string Listed(string[] parts) => parts.Length == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
}
