using System.Globalization;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What was done, by whom, and that it was over: people's steps first, else what the gateway did by itself.</summary>
internal sealed class DraftFix(Incident incident, int section, DraftRoom? bound = null) : DraftPart(incident, section)
{
    // As earlier versions wrote it: cut after its first half it says that what was predicted did not come, namely that all is well.
    private const string StillThere = "the service is well, but what was blamed is still there";

    // Probes come every second or two, and the last seconds of harm are those in which they are let in again.
    private static readonly TimeSpan WithTheEnd = TimeSpan.FromSeconds(10);

    private readonly DraftRoom room = bound ?? DraftRoom.Usual;

    public List<DraftItem> Write()
    {
        TimelineEntry[] people = DraftText.FixesOfPeople(Incident);
        HashSet<TimelineEntry> restarted = [.. ServerLoss.OfEachOutage(Incident).Where(loss => loss.IsRestarted(Incident)).Select(loss => loss.Out)];
        TimelineEntry? own = Incident.Steps.Where(entry => entry.Get("by") != "people" && !restarted.Contains(entry)).OrderBy(entry => entry.HappenedAt).FirstOrDefault();
        TimelineEntry last = Incident.Of(EntryKind.Cleared).LastOrDefault() ?? Incident.Entries[^1];
        List<WrittenSentence> told = [.. people.Select(step => new WrittenSentence(Step(step), [step.Reference]))];
        bool didNotHelp = people.Length == 0 && own is not null && StepEffect.Helped(Incident, own.HappenedAt) == false;
        if (people.Length == 0 && own is not null)
        {
            told.Add(Own(own, didNotHelp));
        }

        told.AddRange(people.Length == 0 ? Ended() : []);
        // Where words are scarce the timeline says it.
        if (people.Length == 0 || room.HasReasons)
        {
            told.Add(new WrittenSentence(Over(people.Length == 0 && own is null, didNotHelp), [last.Reference]));
        }

        Add(500, 0, "", "", [.. told]);
        foreach ((TimelineEntry recovery, int index) in Recoveries().Select((entry, index) => (entry, index)))
        {
            Add(501 + index, 2, "", "", new WrittenSentence(Recovered(recovery), [recovery.Reference]));
        }

        if (people.Length > 0 && own is not null)
        {
            Add(499, 3, "", "", Own(own));
        }

        if (Incident.Of(EntryKind.Mitigation).FirstOrDefault(FindingEntries.IsStanding) is { } standing)
        {
            Add(498, 4, "", "", new WrittenSentence($"As at all times, {DraftText.Lower(room.Sentence(standing.Text))}", [standing.Reference]));
        }

        return Items;
    }

    /// <summary>The last one, and each one before it that did not look as its cause predicts.</summary>
    private TimelineEntry[] Recoveries()
    {
        TimelineEntry[] all = [.. Incident.Of(EntryKind.Recovery)];
        return [.. all.SkipLast(1).Where(entry => entry.Get("asPredicted") == "no"), .. all.TakeLast(1)];
    }

    /// <summary>"The recovery from outage 1 was as the diagnosis predicts for that cause: nothing that pointed at it was left."</summary>
    private string Recovered(TimelineEntry recovery)
    {
        int colon = recovery.Text.IndexOf(": ", StringComparison.Ordinal);
        string seen = (colon < 0 ? "" : recovery.Text[(colon + 2)..]).Replace(StillThere, "what was blamed was still there when the service was well again", StringComparison.Ordinal);
        int outage = Incident.Outages.Count < 2 ? 0 : Incident.Outages.Find(one => one.ClearedAt == recovery.HappenedAt)?.Number ?? 0;
        string which = outage == 0 ? "The recovery" : string.Create(CultureInfo.InvariantCulture, $"The recovery from outage {outage}");
        string what = recovery.Get("asPredicted") switch { "yes" => "was as the diagnosis predicts for that cause", "no" => "was not as the diagnosis predicts for that cause", _ => "" };
        return what.Length == 0 ? room.Cause(recovery.Text)
            : seen.Length == 0 ? $"{which} {what}."
            : $"{which} {what}: {DraftText.Within(room.Cause(seen), seen)}";
    }

    private string Over(bool nothingWasDone, bool didNotHelp)
    {
        string over = GapFinder.IsGap(Incident) ? "the gateway served again" : Incident.Impact.BadSeconds > 0 || !Incident.IsByHand ? "the error rate was back to normal" : "it was over";
        return nothingWasDone ? $"No mitigation was recorded; at {DraftText.Clock(End)} {over}."
            : didNotHelp ? $"No mitigation that helped was recorded; at {DraftText.Clock(End)} {over}."
            : $"At {DraftText.Clock(End)} {over}.";
    }

    /// <summary>What is known of its end where nobody noted a step: who answered again, and what was said when it was called over.</summary>
    private IEnumerable<WrittenSentence> Ended()
    {
        ServerLoss[] back = [.. ServerLoss.OfEachOutage(Incident).Where(loss => loss.Back is { } again && (again.HappenedAt - End).Duration() <= WithTheEnd)];
        if (back.Length > 0)
        {
            yield return new WrittenSentence($"{DraftText.Capital(ServerLoss.InWords(Incident, back))} answered again when it ended.", [.. back.Select(loss => loss.Back!.Reference)]);
        }

        if (Incident.Of(EntryKind.Resolved).LastOrDefault(entry => entry.Get("by") == Incident.Hand) is { } resolved && resolved.Text.IndexOf(": ", StringComparison.Ordinal) is > 0 and int at)
        {
            string said = QuietWords.Of(resolved.Text[(at + 2)..]);
            yield return new WrittenSentence($"{DraftText.Capital(resolved.Author)} called it over with these words: {DraftText.Within(room.Note(said, isTwice: true), said)}", [resolved.Reference]);
        }
    }

    private string Step(TimelineEntry step) => step.Kind == EntryKind.Note
        ? $"At {At(step)}people applied this change, as {step.Author} noted: {DraftText.Within(room.Note(QuietWords.Of(step.Text), isTwice: true), QuietWords.Of(step.Text))}"
        : TakenBack(step) is { } wrong ? $"At {At(step)}people put the configuration back as it was before {DraftText.Clock(wrong.HappenedAt)}: {DraftText.Lower(room.Change(DraftText.Change(step), isTwice: true))}"
        : $"At {At(step)}people applied this change: {DraftText.Lower(room.Change(DraftText.Change(step), isTwice: true))}";

    private TimelineEntry? TakenBack(TimelineEntry step) => TriggerChanges.OfCause(Incident) is { } wrong && wrong != step && step.HappenedAt > wrong.HappenedAt && step.Get("after") is { Length: > 0 } after && after == wrong.Get("before") ? wrong : null;

    private WrittenSentence Own(TimelineEntry step, bool didNotHelp = false)
    {
        if (DraftGone.IsStart(Incident, step))
        {
            return new WrittenSentence($"At {At(step)}{DraftGone.Started}.", [step.Reference]);
        }

        string what = step.Get("change") == "health" ? $"removed {Gone(step)} from the traffic" : $"applied a change by itself: {DraftText.Lower(room.Change(DraftText.Change(step))).TrimEnd('.')}";
        return new WrittenSentence($"At {At(step)}Holdfast {what}{(didNotHelp && room.HasReasons ? ", which did not end it" : "")}.", [step.Reference]);
    }

    /// <summary>What went in the same second went together.</summary>
    private string Gone(TimelineEntry step)
    {
        string[] names = [.. ServerLoss.OfEachOutage(Incident).Where(loss => loss.Out.HappenedAt.ToUnixTimeSeconds() == step.HappenedAt.ToUnixTimeSeconds()).Select(loss => loss.Name).Distinct()];
        return names.Length < 2 ? $"server {ServerLoss.NameOf(step)}" : ServerNames.InWords(names);
    }

    /// <summary>As it was recorded, and that it was done before anybody was hurt where it was.</summary>
    private string At(TimelineEntry step) => room.HasReasons && DraftText.EarlierThanHarm(Incident, step.HappenedAt) is { Length: > 0 } earlier
        ? $"{DraftText.Clock(step.HappenedAt)}, {earlier}, "
        : $"{DraftText.Clock(step.HappenedAt)} ";
}
