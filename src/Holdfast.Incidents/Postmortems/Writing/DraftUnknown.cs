using Holdfast.Diagnosis;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>Where no cause was stated: what the records do know, what was suspected, and what is not known. Owner: <see cref="DraftCause"/>.</summary>
internal sealed class DraftUnknown(Incident incident, CausePlaybook playbook, int section, DraftRoom room) : DraftPart(incident, section)
{
    public List<DraftItem> Write()
    {
        TimelineEntry opened = Incident.Entries[0];
        if (playbook.Cause == "gone")
        {
            Add(0, 0, "", "", [.. DraftGone.Why(Incident, playbook)]);
            return Items;
        }

        if (CausePlaybooks.IsReportAlone(Incident))
        {
            Add(0, 0, "", "", new WrittenSentence($"All that is known of it was said by people or by other monitoring: what {opened.Author} said when the incident was opened, and what was written down until it was over. Holdfast's own detection declared nothing of it.", [opened.Reference]), Measured(opened));
        }

        TimelineEntry last = Incident.Of(EntryKind.Resolved).LastOrDefault() ?? Incident.Entries[^1];
        string[] suspected = [.. Incident.Of(EntryKind.HypothesisOpened).Select(entry => CauseNouns.Of(entry.Get("name"))).Distinct()];
        string[] records = [opened.Reference, .. Incident.Of(EntryKind.HypothesisOpened).Select(entry => entry.Reference)];
        Add(0, 0, "", "",
            [.. WhatIsKnown(opened),
            new WrittenSentence($"By {DraftText.Clock(last.HappenedAt)} the cause was not identified.", [last.Reference]),
            new WrittenSentence(suspected.Length == 0 ? NothingSuspected() : $"The diagnosis checked the series of every server and suspected {string.Join(", ", suspected)}, and none was confirmed.", records),
            new WrittenSentence(playbook.Control, [opened.Reference])]);
        return Items;
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

    /// <summary>"over 99 % for 20 s of 32 s".</summary>
    public static string HeldFor(LikelyCause likely) => $"{CauseWords.Share(likely.Probability)} for {DraftText.Length(likely.Held)} of {DraftText.Length(likely.Hurt)}";

    private IEnumerable<WrittenSentence> WhatIsKnown(TimelineEntry opened)
    {
        ServerLoss[] losses = ServerLoss.AtTheBeginning(Incident);
        if (ToldIncident.LikelyOf(Incident) is { } likely)
        {
            string[] records = [likely.Entry.Reference];
            string why = likely.WhyNot.Length == 0 ? "" : $", because {PastTense.Of(likely.WhyNot)}";
            yield return new WrittenSentence($"No root cause was stated. Most likely it was {CauseNouns.Of(Incident.Cause, likely.Name)}: {DraftText.Within(room.Again(likely.Claim), likely.Claim)}", records);
            yield return new WrittenSentence($"The diagnosis held that at {HeldFor(likely)}, and did not state it{why}.", records);
            if ((likely.Entry.Get("for") ?? "").Split('\n').FirstOrDefault(text => text.Length > 0 && text != likely.Claim) is { } evidence)
            {
                yield return new WrittenSentence($"The series showed: {DraftText.Within(room.Sentence(evidence), evidence)}", records);
            }
        }
        else if (losses.Length == 0)
        {
            yield return new WrittenSentence("The records do not name a root cause, and a trigger was not recorded.", [opened.Reference]);
        }
        else
        {
            yield return new WrittenSentence($"No root cause was stated; the records show that {ServerLoss.InWords(Incident, losses)} went out when it began, and not what made them go.", [.. losses.Select(loss => loss.Out.Reference)]);
        }
    }

    /// <summary>Where detection saw nothing, nobody has looked: what people did is told by their notes.</summary>
    private string NothingSuspected() => Incident.Outages.Exists(outage => outage.DeclaredAt is not null) || Incident.Of(EntryKind.HypothesisRejected).Any()
        ? "The diagnosis checked the series of every server and found nothing likely."
        : DraftText.NotesOf(Incident).Any(note => note.Get("note") is nameof(NoteKind.Assumed) or nameof(NoteKind.WrongPath) or nameof(NoteKind.Investigated)) ? "The diagnosis suspected nothing; what people checked and suspected stands in the timeline."
        : "No diagnosis of it is on record: what was checked and what was suspected was not written down.";
}
