using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>The second part: entries of the timeline that move the story, each with one or two sentences.</summary>
internal sealed class DraftTimeline(Incident incident, int section, DraftRoom? bound = null)
{
    private const int PathsMaximum = 3;
    private const int ReasonWords = 16;
    private const int AlertsMaximum = 3;
    private const int SilencesMaximum = 6;

    // As long as the diagnosis may take to name a cause: what stood longer than that stood in its way.
    private static readonly TimeSpan LongHeld = TimeSpan.FromSeconds(10);

    // The linter asks after half an hour.
    private static readonly TimeSpan SilenceMaximum = TimeSpan.FromMinutes(25);

    private readonly List<DraftItem> items = [];
    private readonly DraftRoom room = bound ?? DraftRoom.Usual;

    public List<DraftItem> Write()
    {
        Changes();
        Begin();
        items.AddRange(new DraftCalls(incident, section, room).Write(items.Count));
        Alerts();
        Gaps();
        Paths();
        Cause();
        items.AddRange(new DraftNotes(incident, section, room).Write(items.Count));
        Steps();
        Lasts();
        End();
        return items;
    }

    private void Changes()
    {
        foreach (TimelineEntry change in ChangesBefore.Of(incident).TakeLast(room.Changes))
        {
            Add(change.HappenedAt, 0, [$"Change recorded: {DraftText.Within(room.Change(DraftText.Change(change)), DraftText.Change(change))}"], change);
        }

        foreach (TimelineEntry late in ChangesBefore.DeploymentsSince(incident))
        {
            Add(late.HappenedAt, 2, [$"Change recorded: {DraftText.Within(room.Change(DraftText.Change(late)), DraftText.Change(late))}"], late);
        }
    }

    private void Begin()
    {
        DateTimeOffset start = incident.Start ?? incident.OpenedAt;
        TimelineEntry? impact = Of(EntryKind.Impact).FirstOrDefault(entry => entry.Number("firstBad") > 0);
        TimelineEntry opened = incident.Entries[0];
        // Without a measurement it is what somebody has said, and no more than that.
        string said = DraftText.Within(room.Sentence(incident.Title), incident.Title);
        string what = GapFinder.IsGap(incident) ? DraftGone.Began : impact is null ? $"It began, as {opened.Author} said when it was opened." : $"First requests to {DraftText.Service(incident)} {Harm(impact)}.";
        Add(start, 0, [what], impact ?? opened);
        DetectionTold? own = DetectionTold.Find(incident);
        string how = own is not null ? $"Detected by Holdfast's monitoring: {DraftText.Within(own.In(room), own.Text)}"
            : GapFinder.IsGap(incident) ? DraftGone.Seen
            : incident.OpenedBy == Incident.Alert ? $"Detected by an alert, which said: {said}"
            : $"Detected by a report from {opened.Author}, who opened the incident: {said}";
        Add(own?.At ?? opened.HappenedAt, 0, [how], own?.Record ?? opened);
        if (incident.Of(EntryKind.Declared).FirstOrDefault() is { } declared && !incident.IsByHand && !GapFinder.IsGap(incident))
        {
            Add(declared.HappenedAt, 2, [$"The alert was declared: {DraftText.Lower(room.Sentence(declared.Get("harm") ?? "users were hurt"))}"], declared);
        }
    }

    /// <summary>By the first stretch that was measured: what did not happen in it is not said to have begun.</summary>
    private string Harm(TimelineEntry impact)
    {
        string slow = room.HasReasons ? "took twice as long as usual" : "were slow";
        string[] harms = [.. new[] { impact.Number("failed") >= 1 ? "failed" : "", impact.Number("shed") >= 1 ? "were refused" : "", impact.Number("slowSeconds") >= 1 ? slow : "" }.Where(harm => harm.Length > 0)];
        return harms.Length switch
        {
            0 => $"failed, were refused or {slow}",
            1 => harms[0],
            _ => $"{string.Join(", ", harms.SkipLast(1))} or {harms[^1]}",
        };
    }

    /// <summary>What other people's monitoring said, in its own words.</summary>
    private void Alerts()
    {
        TimelineEntry[] alerts = [.. Of(EntryKind.AlertFiring).Take(AlertsMaximum), .. Of(EntryKind.AlertResolved).TakeLast(1)];
        foreach ((TimelineEntry alert, int index) in alerts.Select((alert, index) => (alert, index)))
        {
            Add(alert.HappenedAt, index == 0 || index == alerts.Length - 1 ? 0 : 2, [DraftText.Within(room.Sentence(QuietWords.Of(alert.Text)), QuietWords.Of(alert.Text))], alert);
        }
    }

    /// <summary>A gateway that was gone in the middle of it served nobody, whatever the servers did.</summary>
    private void Gaps()
    {
        foreach (GatewayGap gap in GatewayGap.Of(incident))
        {
            Add(gap.From, 0, [$"The gateway itself was gone for {DraftText.Length(gap.To - gap.From)}, until {DraftText.Clock(gap.To)}, and served nobody."], gap.Start);
        }
    }

    private void Paths()
    {
        // One path that misled has to stand; where people have told of theirs, it does. What was held for long has misled, whoever told of another one.
        int priority = Of(EntryKind.Note).Any(entry => entry.Get("note") == nameof(NoteKind.WrongPath)) ? 2 : 0;
        foreach ((TimelineEntry rejected, TimeSpan held) in DraftRuledOut.Rejected(incident).Where(entry => entry.Get("opened") == "yes").Select(entry => (entry, HeldFor(entry))).OrderByDescending(one => one.Item2).Take(PathsMaximum))
        {
            priority = held >= LongHeld ? 0 : priority;
            string reason = rejected.Get("reason") is { Length: > 0 } text ? text : "the evidence spoke against it";
            TimelineEntry? opened = Of(EntryKind.HypothesisOpened).FirstOrDefault(entry => entry.Get("name") == rejected.Get("name"));
            string name = CauseNouns.Of(rejected.Get("name"));
            Add(opened?.HappenedAt ?? rejected.HappenedAt, priority, room.HasReasons
                ? [$"The diagnosis suspected {name}.", $"It was ruled out at {DraftText.Clock(rejected.HappenedAt)}, because {DraftText.Within(room.Sentence(reason, ReasonWords), reason)}"]
                : [$"The diagnosis suspected {name}, and ruled it out at {DraftText.Clock(rejected.HappenedAt)}."], rejected, opened);
            // What people noted comes before a second one.
            priority = 2;
        }
    }

    private TimeSpan HeldFor(TimelineEntry rejected) =>
        Of(EntryKind.HypothesisOpened).LastOrDefault(entry => entry.Get("name") == rejected.Get("name") && entry.HappenedAt <= rejected.HappenedAt) is { } opened ? rejected.HappenedAt - opened.HappenedAt : TimeSpan.Zero;

    private void Cause()
    {
        foreach (StatedCause beside in OutageCauses.Beside(incident))
        {
            Add(beside.First.HappenedAt, 0, [$"The diagnosis stated {CauseNouns.Of(beside.Name)}."], beside.First, beside.Found);
        }

        foreach (StatedCause again in OutageCauses.Again(incident))
        {
            Add(again.First.HappenedAt, 0, [$"Cause of outage {again.Outage} identified: {(room.HasReasons ? DraftText.Within(room.Again(again.Claim), again.Claim) : CauseNouns.Of(incident.Cause, again.Name) + ".")}"], again.First, again.Found);
        }

        if (ToldIncident.LikelyOf(incident) is { } likely)
        {
            Add(likely.Entry.HappenedAt, 0, [$"The diagnosis held {CauseNouns.Of(incident.Cause, likely.Name)} for the cause, and did not state it."], likely.Entry);
        }

        if (StatedCause.Of(incident).FirstOrDefault(cause => cause.Found.Reference == incident.Cause?.Reference) is { } stated)
        {
            string claim = stated.Found.Get("claim") ?? "";
            TimelineEntry? before = Of(EntryKind.HypothesisRejected).LastOrDefault(entry => entry.Get("name") == stated.Name && entry.HappenedAt < stated.First.HappenedAt && entry.HappenedAt >= OutageStart(stated.Outage));
            string told = room.HasReasons ? DraftText.Within(room.Again(Core(claim)), claim) : CauseNouns.Of(incident.Cause, stated.Name) + ".";
            string although = before is null ? told : $"{told.TrimEnd('.', ' ')}; that had been ruled out at {DraftText.Clock(before.HappenedAt)}.";
            Add(stated.First.HappenedAt, 0, [$"The diagnosis checked every possible cause{(room.HasReasons ? " against the series" : "")}. Cause identified: {although}"], stated.First, stated.Found, before);
        }
        else if (GapFinder.IsGap(incident))
        {
            Add(incident.Entries[0].HappenedAt, 0, DraftGone.Found(incident), incident.Entries[0]);
        }
    }

    private void Steps()
    {
        TimelineEntry[] people = [.. DraftText.FixesOfPeople(incident).Where(step => step.Kind != EntryKind.Note)];
        TimelineEntry? own = incident.Steps.Where(entry => entry.Get("by") != "people").OrderBy(entry => entry.HappenedAt).FirstOrDefault();
        foreach (TimelineEntry step in people.Concat(own is null || own.Get("change") == "health" ? [] : [own]))
        {
            bool mustStand = step.Get("by") == "people" || people.Length == 0;
            Add(step.HappenedAt, mustStand ? 0 : 3, [$"Mitigation: {(DraftGone.IsStart(incident, step) ? DraftGone.Started + "." : DraftText.Lower(room.Change(DraftText.Change(step))))}"], step);
        }

        items.AddRange(new DraftLosses(incident, section, room).Write(DraftText.FixesOfPeople(incident).Length == 0 ? own : null, items.Count));
    }

    /// <summary>A long outage is not silent in the middle: what was measured says that it lasts.</summary>
    private void Lasts()
    {
        if (incident.Start is not { } start || incident.End is not { } end)
        {
            return;
        }

        TimeSpan step = TimeSpan.FromSeconds(Math.Max(SilenceMaximum.TotalSeconds, (end - start).TotalSeconds / SilencesMaximum));
        for (DateTimeOffset at = start + step; at < end - (step / 4); at += step)
        {
            if (Of(EntryKind.Impact).FirstOrDefault(entry => entry.HappenedAt >= at && entry.Number("badSeconds") > 0) is { } measured && measured.HappenedAt < end)
            {
                Add(measured.HappenedAt, 0, ["Users were still affected."], measured);
            }
        }
    }

    private void End()
    {
        foreach (Outage outage in incident.Outages.Where(outage => DraftRoom.Tells(outage.Number, incident.Outages.Count)))
        {
            if (outage.Number > 1)
            {
                TimelineEntry? relapse = RelapseOf(outage);
                string seen = relapse is null || !room.HasDetections ? "" : $", detected at {DraftText.Clock(relapse.HappenedAt)}";
                Add(outage.Start, 0, [$"Relapse: outage {outage.Number} began{seen}."], relapse ?? incident.Entries[0]);
            }

            TimelineEntry end = Of(EntryKind.Cleared).FirstOrDefault(entry => entry.HappenedAt == outage.ClearedAt) ?? Of(EntryKind.Resolved).LastOrDefault() ?? incident.Entries[^1];
            Add(outage.End ?? end.HappenedAt, 0, [CausePlaybooks.IsReportAlone(incident) ? "The incident was over." : GapFinder.IsGap(incident) && outage.Number == 1 ? DraftGone.Served : outage.Number == incident.Outages.Count ? "Error rate back to normal, service restored." : room.HasDetections ? $"{BackAt(outage)}, service restored." : "Service restored."], [end, .. ServerLoss.BackAt(incident, outage).Select(loss => loss.Back)]);
        }

        if (Of(EntryKind.Resolved).LastOrDefault() is { } resolved && incident.End is { } over)
        {
            Add(resolved.HappenedAt < over ? over : resolved.HappenedAt, 0, [room.Sentence(QuietWords.Of(resolved.Text)), .. incident.AcknowledgedBy is null && !Of(EntryKind.Acknowledged).Any() ? ["Nobody had acknowledged it."] : Array.Empty<string>()], resolved);
        }
    }

    /// <summary>Where it ended because servers answered again, and not because somebody did something.</summary>
    private string BackAt(Outage outage) => ServerLoss.BackAt(incident, outage) is { Length: > 0 } back ? $"{DraftText.Capital(ServerNames.InWords([.. back.Select(loss => loss.Name)]))} answered again" : "Back to normal";

    /// <summary>What was ruled out in an earlier one says nothing about this one.</summary>
    private DateTimeOffset OutageStart(int number) => number <= 1 ? DateTimeOffset.MinValue : incident.Outages.Find(outage => outage.Number == number)?.Start ?? DateTimeOffset.MinValue;

    /// <summary>Where it was suspected before it was declared, that is when it was seen.</summary>
    private TimelineEntry? RelapseOf(Outage outage)
    {
        TimelineEntry[] relapses = [.. Of(EntryKind.Relapsed)];
        TimelineEntry? declared = relapses.Where(entry => entry.Get("state") != "suspected").ElementAtOrDefault(outage.Round - 2);
        DateTimeOffset before = incident.Outages[outage.Number - 2].End ?? DateTimeOffset.MinValue;
        return declared is null ? null : Array.Find(relapses, entry => entry.HappenedAt >= before && entry.HappenedAt <= declared.HappenedAt) ?? declared;
    }

    /// <summary>How it showed is told with the root cause.</summary>
    private static string Core(string claim) => claim.IndexOf(": ", StringComparison.Ordinal) is > 0 and int colon ? claim[..colon] : claim;

    private IEnumerable<TimelineEntry> Of(EntryKind kind) => incident.Of(kind);

    private void Add(DateTimeOffset at, int priority, string[] sentences, params TimelineEntry?[] records)
    {
        string[] references = [.. records.OfType<TimelineEntry>().Select(record => record.Reference).Distinct()];
        WrittenItem item = new("- ", "", [new WrittenSentence($"{DraftText.Clock(at)} - {sentences[0]}", references), .. sentences.Skip(1).Select(text => new WrittenSentence(text, references))]);
        items.Add(new DraftItem(section, (at.ToUnixTimeSeconds() * 100) + items.Count, priority, item));
    }
}
