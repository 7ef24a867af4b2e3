using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Foundation;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>The third part: why, what it was not, what helped. Next: <see cref="DraftFactors"/>, <see cref="DraftFix"/>.</summary>
internal sealed class DraftCause(Incident incident, CausePlaybook playbook, int section, DraftRoom? bound = null) : DraftPart(incident, section)
{
    private const string AtOnce = "0 s before: ";
    private const string ThrottleCommand = "(holdfast throttle ";

    // The diagnosis reckons in whole seconds.
    private const int TriggerSeconds = 2;

    // Sessions end with their server, or when its silence is noticed: what died earlier had others.
    private static readonly TimeSpan DeathsBefore = TimeSpan.FromMinutes(1);

    private readonly DraftRoom room = bound ?? DraftRoom.Usual;

    public List<DraftItem> Write()
    {
        TimelineEntry opened = Incident.Entries[0];
        TimelineEntry? found = Incident.Of(EntryKind.CauseFound).LastOrDefault(entry => entry.Get("name") == Incident.Cause?.Name);
        if (found is not null)
        {
            Found(found);
        }
        else
        {
            NotFound(opened);
        }

        Items.AddRange(new DraftFactors(Incident, Section, room).Write(found));
        RuledOut(opened);
        Changes(found, opened);
        Load(found ?? opened);
        Missing(opened);
        Items.AddRange(new DraftFix(Incident, Section, room).Write());
        if (Incident.Of(EntryKind.Impact).FirstOrDefault(entry => entry.Number("firstBad") > 0) is { } measured)
        {
            Add(900, 6, "", "", new WrittenSentence("Start and end come from the series of every second, not from anybody's memory, and users are estimated from the distinct clients of each second.", [measured.Reference]));
        }

        Add(901, 6, "", "", DraftPace.Of(Incident));
        return Items;
    }

    private void Found(TimelineEntry found)
    {
        string[] all = found.Get("for") is { Length: > 0 } texts ? texts.Split('\n') : [];
        // What the claim says already is told as its evidence only where there is no other.
        string[] evidence = all.Length > 1 ? [.. all.Where(text => text != found.Get("claim"))] : all;
        string? trigger = found.Get("trigger") is { } text && text != found.Get("claim") && (IsChange(found) || !all.Contains(text)) ? text : null;
        // What set it off is said once, as that.
        evidence = [.. evidence.Where(one => one != trigger)];
        List<WrittenSentence> why = [new($"The root cause was {CauseNouns.Of(Incident.Cause, found.Get("name"))}: {DraftText.Lower(room.HasReasons ? room.Again(found.Get("claim") ?? "") : room.Twice(found.Get("claim") ?? ""))}", [found.Reference])];
        if (evidence.Length > 0)
        {
            why.Add(new WrittenSentence($"The series showed: {DraftText.Within(room.Sentence(evidence[0]), evidence[0])}", [found.Reference]));
        }

        if (Client(found) is { } client)
        {
            why.Add(new WrittenSentence($"The busiest client had the address {client}.", [found.Reference]));
        }

        why.Add(new WrittenSentence(trigger is null ? "A separate trigger was not recorded." : $"The trigger was: {Set(trigger)}", [found.Reference]));
        why.Add(new WrittenSentence(playbook.Control, [found.Reference]));
        Add(0, 0, "", "", [.. why]);
        if (evidence.Length > 1)
        {
            Add(3, 4, "", "", new WrittenSentence($"The series also showed: {DraftText.Within(room.Sentence(evidence[1]), evidence[1])}", [found.Reference]));
        }
    }

    /// <summary>"0 s before: configuration revision 2" is that revision.</summary>
    private string Set(string trigger)
    {
        string text = trigger.StartsWith(AtOnce, StringComparison.Ordinal) ? trigger[AtOnce.Length..] : trigger;
        return DraftText.Within(room.Sentence(DraftText.Shortened(text)), text);
    }

    /// <summary>Whoever reads what one client did asks which: the command that was offered to hold it back names it.</summary>
    private static string? Client(TimelineEntry found) =>
        found.Get("name") == "one-client" && (found.Get("advice") ?? "").Split(ThrottleCommand) is [_, { } rest, ..] && rest.Split(' ') is [{ Length: > 0 } address, ..] ? address : null;

    private void NotFound(TimelineEntry opened)
    {
        if (playbook.Cause == "gone")
        {
            Add(0, 0, "", "", [.. DraftGone.Why(Incident, playbook)]);
            return;
        }

        if (CausePlaybooks.IsReportAlone(Incident))
        {
            Add(0, 0, "", "", new WrittenSentence($"All that is known of it was said by people or by other monitoring: what {opened.Author} said when the incident was opened, and what was written down until it was over. Holdfast's own detection declared nothing of it.", [opened.Reference]), Measured(opened));
        }

        TimelineEntry last = Incident.Of(EntryKind.Resolved).LastOrDefault() ?? Incident.Entries[^1];
        string[] suspected = [.. Incident.Of(EntryKind.HypothesisOpened).Select(entry => CauseNouns.Of(entry.Get("name"))).Distinct()];
        string[] records = [opened.Reference, .. Incident.Of(EntryKind.HypothesisOpened).Select(entry => entry.Reference)];
        Add(0, 0, "", "",
            WhatIsKnown(opened),
            new WrittenSentence($"By {DraftText.Clock(last.HappenedAt)} the cause was not identified.", [last.Reference]),
            new WrittenSentence(suspected.Length == 0 ? NothingSuspected() : $"The diagnosis checked the series of every server and suspected {string.Join(", ", suspected)}, and none was confirmed.", records),
            new WrittenSentence(playbook.Control, [opened.Reference]));
    }

    /// <summary>What people said and what was measured of the same time.</summary>
    private WrittenSentence Measured(TimelineEntry opened)
    {
        TimelineEntry[] measured = [.. Incident.Of(EntryKind.Impact)];
        long seconds = (long)measured.Sum(entry => entry.Number("to") - entry.Number("from") + 1);
        long gone = (long)GatewayGap.Of(Incident).Sum(gap => (gap.To - gap.From).TotalSeconds);
        string known = gone > 0 ? $"; of {Math.Min(gone, seconds)} s nothing is known, because the gateway itself was gone" : "";
        return new WrittenSentence($"From {DraftText.Clock(Start)} on {Math.Max(0, seconds)} s were looked up in the series, and in {Incident.Impact.BadSeconds} s of them users were hurt{known}.", [.. measured.Select(entry => entry.Reference).DefaultIfEmpty(opened.Reference)]);
    }

    private WrittenSentence WhatIsKnown(TimelineEntry opened)
    {
        ServerLoss[] losses = ServerLoss.AtTheBeginning(Incident);
        return losses.Length == 0
            ? new WrittenSentence("The records do not name a root cause, and a trigger was not recorded.", [opened.Reference])
            : new WrittenSentence($"No root cause was stated; the records show that {ServerLoss.InWords(Incident, losses)} went out when it began, and not what made them go.", [.. losses.Select(loss => loss.Out.Reference)]);
    }

    /// <summary>Where detection saw nothing, nobody has looked: what people did is told by their notes.</summary>
    private string NothingSuspected() => Incident.Outages.Exists(outage => outage.DeclaredAt is not null) || Incident.Of(EntryKind.HypothesisRejected).Any()
        ? "The diagnosis checked the series of every server and found nothing likely."
        : DraftText.NotesOf(Incident).Any(note => note.Get("note") is nameof(NoteKind.Assumed) or nameof(NoteKind.WrongPath) or nameof(NoteKind.Investigated)) ? "The diagnosis suspected nothing; what people checked and suspected stands in the timeline."
        : "No diagnosis of it is on record: what was checked and what was suspected was not written down.";

    private void RuledOut(TimelineEntry opened)
    {
        TimelineEntry[] rejected = [.. Incident.Of(EntryKind.HypothesisRejected).Where(entry => entry.Get("name") != Incident.Cause?.Name)];
        if (!rejected.Any(entry => entry.Get("opened") == "yes") && !Incident.Of(EntryKind.Note).Any(entry => entry.Get("note") == nameof(NoteKind.WrongPath)))
        {
            Add(10, 0, "", "", new WrittenSentence("Misleading paths: none recorded.", [opened.Reference]));
        }

        foreach ((TimelineEntry entry, int index) in rejected.Where(entry => entry.Get("opened") == "no").Select((entry, index) => (entry, index)))
        {
            string reason = entry.Get("reason") is { Length: > 0 } text ? text : "nothing spoke for it";
            Add(20 + index, index == 0 ? 2 : 5, "", "", new WrittenSentence($"{Capital(CauseNouns.Of(entry.Get("name")))} was ruled out, because {DraftText.Within(room.Sentence(reason), reason)}", [entry.Reference]));
        }
    }

    /// <summary>A change shortly before is what everybody suspects: it is confirmed or ruled out.</summary>
    private void Changes(TimelineEntry? found, TimelineEntry opened)
    {
        foreach (TimelineEntry change in DraftText.ChangesBefore(Incident).TakeLast(room.Changes))
        {
            bool isTrigger = found is not null && IsChange(found) && Math.Abs(found.Number("triggerAt") - change.HappenedAt.ToUnixTimeSeconds()) <= TriggerSeconds;
            TimelineEntry? verdict = Incident.Of(EntryKind.HypothesisRejected).FirstOrDefault(entry => entry.Get("name") == CauseOf(change) && entry.Get("name") != Incident.Cause?.Name);
            string outcome = isTrigger ? "is confirmed as the trigger"
                : verdict?.Get("reason") is { Length: > 0 } reason ? $"was ruled out: {DraftText.Within(room.Sentence(reason, 16), reason).TrimEnd('.')}"
                : "was ruled out by nobody, and nothing that was recorded connects it with the outage";
            Add(40, 0, "", "", new WrittenSentence($"The change of {DraftText.Clock(change.HappenedAt)} {outcome}.", [change.Reference, verdict?.Reference ?? opened.Reference]));
        }
    }

    /// <summary>A signal may be what began first: only a change of somebody's is confirmed or ruled out.</summary>
    private static bool IsChange(TimelineEntry found) => found.Get("triggerFamily") == nameof(SignalFamily.Change);

    /// <summary>The cause that such a change would be the trigger of: another one's reason says nothing about it.</summary>
    private static string? CauseOf(TimelineEntry change) =>
        change.Get("change") is "deployment" or "version" ? "bad-deployment"
        : change.Get("change") == "weights" || change.Text.Contains("weight", StringComparison.Ordinal) ? "imbalance"
        : null;

    private void Load(TimelineEntry record)
    {
        if (Incident.Outages.Count > DraftSummary.OutagesTold)
        {
            Add(2, 0, "", "", new WrittenSentence($"The {Incident.Outages.Count} outages add up to {DraftText.Length(Incident.Downtime)} of downtime.", [record.Reference]));
        }

        ImpactSum sum = Incident.Impact;
        Sessions(sum, record);
        Gaps();
        if (sum.BadSeconds > 0)
        {
            double good = Math.Max(0, sum.Offered - sum.Failed - sum.Shed) / sum.BadSeconds;
            string[] sources = [.. Incident.Of(EntryKind.Impact).Select(entry => entry.Reference)];
            Add(1, 0, "", "", new WrittenSentence(string.Create(CultureInfo.InvariantCulture, $"While users were hurt, {Service} was offered {sum.Offered / sum.BadSeconds:0} requests/s and answered {good:0} of them well."), sources.Length == 0 ? [record.Reference] : sources));
        }
    }

    private void Gaps()
    {
        GatewayGap[] gaps = [.. GatewayGap.Of(Incident)];
        if (gaps.Length > 0)
        {
            TimeSpan length = new(gaps.Sum(gap => (gap.To - gap.From).Ticks));
            Add(2, 0, "", "", new WrittenSentence($"The gateway itself was gone for {DraftText.Length(length)} of that time; these seconds are in no figure.", [.. gaps.Select(gap => gap.Start.Reference)]));
        }
    }

    /// <summary>Sessions die with their server, and whoever had one comes back at once.</summary>
    private void Sessions(ImpactSum sum, TimelineEntry record)
    {
        if (CausePlaybooks.AreSessionsLost(sum))
        {
            TimelineEntry[] deaths = [.. Incident.Entries.Where(entry => entry.Get("change") == "health" && entry.Get("after") == "out" && entry.HappenedAt >= Start - DeathsBefore)];
            string[] sources = [record.Reference, .. deaths.Select(entry => entry.Reference), .. Incident.Of(EntryKind.Impact).Where(entry => entry.Number("sessionsCut") > 0).Select(entry => entry.Reference)];
            string servers = deaths.Length == 0 ? "No server was recorded as dead" : $"Servers of {Service} died or were taken out {Counted.Of(deaths.Length, "time")}";
            Add(2, 0, "", "", new WrittenSentence($"{servers}, and {DraftText.Count(sum.SessionsCut)} sessions were cut with them.", sources));
        }
    }

    /// <summary>What people look for and nobody recorded is said, not left out.</summary>
    private void Missing(TimelineEntry opened)
    {
        if (!Incident.Of(EntryKind.NotificationSent).Any(entry => entry.Get("purpose") is "page" or "escalation"))
        {
            Add(50, 0, "", "", new WrittenSentence("No escalation was recorded.", [opened.Reference]));
        }

        if (!Incident.Of(EntryKind.Note).Any(entry => entry.Get("note") == nameof(NoteKind.ToldUsers)))
        {
            Add(51, 0, "", "", new WrittenSentence("No message to users was recorded.", [opened.Reference]));
        }
    }
}
