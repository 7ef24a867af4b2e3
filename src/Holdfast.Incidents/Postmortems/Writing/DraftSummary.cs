using Holdfast.Foundation;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>The first part: how long, who was hurt and how, why.</summary>
internal sealed class DraftSummary(Incident incident, CausePlaybook playbook, int section, DraftRoom? bound = null) : DraftPart(incident, section)
{
    /// <summary>So many are told one by one.</summary>
    public const int OutagesTold = 3;

    private const double NearlyAll = 0.9;
    private const double Most = 0.5;

    private readonly DraftRoom room = bound ?? DraftRoom.Usual;

    public List<DraftItem> Write()
    {
        TimelineEntry opened = Incident.Entries[0];
        string[] impact = [.. Incident.Of(EntryKind.Impact).Where(entry => entry.Number("badSeconds") > 0).Select(entry => entry.Reference)];
        string[] bounds = impact.Length == 0 ? [opened.Reference] : [impact[0], impact[^1]];
        string[] all = impact.Length == 0 ? [opened.Reference] : impact;
        Add(0, 0, "- ", "Duration:", new WrittenSentence(Duration(), bounds));
        Add(1, 0, "- ", "Impact:", new WrittenSentence(Experience(), all), new WrittenSentence(Users(), all), new WrittenSentence("Data loss was not measured.", [opened.Reference]));
        List<WrittenSentence> causes = [Cause(opened)];
        if (TriggerChanges.OfCause(Incident) is { } change)
        {
            causes.Add(new WrittenSentence($"{(SaysChange(Incident.Cause?.Claim) ? "The change came" : "It was set off by a change of the configuration")} at {DraftText.Clock(change.HappenedAt)}.", [change.Reference]));
        }

        if (Incident.Cause is not null && CausePlaybooks.AreSessionsLost(Incident.Impact))
        {
            causes.Add(new WrittenSentence($"Servers that went out took {Counted.Of(Incident.Impact.SessionsCut, "session")} along.", all));
        }

        causes.AddRange(OutageCauses.Of(Incident, room));
        Add(2, 0, "- ", "Root cause:", [.. causes]);
        return Items;
    }

    /// <summary>Of a cause that is a change nobody has to be told that a change set it off.</summary>
    private static bool SaysChange(string? claim) => claim?.StartsWith("a change of the configuration ", StringComparison.OrdinalIgnoreCase) == true;

    private WrittenSentence Cause(TimelineEntry opened)
    {
        ServerLoss[] losses = Incident.Cause is null && playbook.Cause != "gone" ? ServerLoss.AtTheBeginning(Incident) : [];
        return ToldIncident.LikelyOf(Incident) is { } likely ? new WrittenSentence($"Most likely {DraftText.Within(room.Cause(likely.Claim), likely.Claim).TrimEnd('.')}; the diagnosis held it at {DraftUnknown.HeldFor(likely)}, and did not state it.", [likely.Entry.Reference])
            : Incident.Cause is { } known ? new WrittenSentence(room.Cause(known.Claim), [known.Reference])
            : losses.Length > 0 ? new WrittenSentence($"Not determined; {ServerLoss.InWords(Incident, losses)} went out at {DraftText.Clock(losses[0].Out.HappenedAt)}{(room.HasReasons && losses.All(loss => loss.Because == losses[0].Because) ? ServerLoss.BecauseOf(losses) : "")}.", [.. losses.Select(loss => loss.Out.Reference)])
            : new WrittenSentence(playbook.Cause == "gone" ? "The gateway process was gone." : "Not determined from the records.", [opened.Reference]);
    }

    private string Duration()
    {
        if (Incident.Outages.Count <= 1)
        {
            return $"{DraftText.Length(End - Start)}, {DraftText.Span(Start, End)}.";
        }

        if (!room.HasBounds(Incident.Outages.Count))
        {
            // The timeline has their bounds.
            return $"{DraftText.Length(End - Start)} elapsed, {DraftText.Span(Start, End)}, in {Incident.Outages.Count} outages that add up to {DraftText.Length(Incident.Downtime)} of downtime.";
        }

        // On one day the day is said once.
        bool isOneDay = Start.UtcDateTime.Date == End.UtcDateTime.Date;
        IEnumerable<string> each = Incident.Outages.Select(outage =>
        {
            DateTimeOffset end = outage.End ?? End;
            string span = isOneDay ? $"from {DraftText.Clock(outage.Start)} to {DraftText.Clock(end)} UTC" : DraftText.Span(outage.Start, end);
            return $"outage {outage.Number} {span} ({DraftText.Length(end - outage.Start)})";
        });
        return $"{DraftText.Length(End - Start)} elapsed, {DraftText.Span(Start, End)}; {DraftText.Length(Incident.Downtime)} of downtime summed up: {string.Join(", ", each)}.";
    }

    private string Experience()
    {
        ImpactSum sum = Incident.Impact;
        if (playbook.Cause == "gone")
        {
            return "Clients could not connect and got no answer at all.";
        }

        string failed = sum.Failed >= 1 ? $"{DraftText.Count(sum.Failed)} failed (errors or no answer{(sum.SessionsCut >= 1 ? $", {Counted.Of(sum.SessionsCut, "session")} cut" : "")})" : "";
        string slow = sum.SlowSeconds > 0 && (room.HasSmallThings || (sum.Failed < 1 && sum.Shed < 1)) ? $"answers were slow for {sum.SlowSeconds} s" : "";
        string[] parts = [.. new[] { failed, Refused(sum), slow }.Where(part => part.Length > 0)];
        string who = Capital(Service);
        return parts.Length == 0 ? Reported() : $"{who} {Harm(sum)}: of {DraftText.Count(sum.Offered)} request{(Counted.IsOne(sum.Offered) ? "" : "s")} at the gateway {string.Join(", ", parts)}.";
    }

    /// <summary>"Degraded" is not the word for a service that answers one request of fifty.</summary>
    private static string Harm(ImpactSum sum) => sum.RequestsShare switch
    {
        >= NearlyAll => "served almost nobody",
        >= Most => "failed most requests",
        _ => "was degraded",
    };

    /// <summary>What somebody said, and what the gateway knows of that time.</summary>
    private string Reported()
    {
        string said = DraftText.Within(room.Sentence(Incident.Title).TrimEnd('.'), Incident.Title);
        string known = Incident.Unrecorded is not null ? "for the rest of the time no failed request was recorded at the gateway" : Incident.Of(EntryKind.Impact).Any() ? "at the gateway no failed request was recorded" : "whether requests failed was not measured";
        return Incident.Unrecorded is null ? $"What was reported: {said}; {known}." : $"What was reported: {said}; the gateway was gone for a part of it, and {known}.";
    }

    /// <summary>By what clients were told: 503 is a lack of capacity, 429 a client that asks for more than its share.</summary>
    private string Refused(ImpactSum sum)
    {
        string why = room.HasReasons ? "because the client asked for more than its share" : "for more than a client's share";
        double overShare = Math.Min(sum.OverShare, sum.Shed);
        double rest = sum.Shed - overShare;
        string were = Counted.Verb(sum.Shed);
        return sum.Shed < 1 ? ""
            : overShare < 1 ? $"{DraftText.Count(sum.Shed)} {were} refused with status 503"
            : rest < 1 ? $"{DraftText.Count(sum.Shed)} {were} refused with status 429 {why}"
            : $"{DraftText.Count(rest)} were refused with status 503 and {DraftText.Count(overShare)} with 429 {why}";
    }

    private string Users() => playbook.Cause == "gone" ? "100 % of the users who came were affected, because nobody was served, as the records of the restart show; how many they were is not known."
        : Incident.AreUsersKnown ? Measured()
        : Incident.Unrecorded is { } gone ? $"100 % of the users who came while the gateway itself was gone ({DraftText.Length(gone.To - gone.From)}, INC-{gone.Incident}) were affected, as the records of its restart show; how many they were is not known."
        : "Between 0 % and 100 % of the users were affected: nobody measured it.";

    private string Measured() => Incident.Impact.BadSeconds == 0 ? "0 % of the users are on record as affected: the series of that time show no harm."
        : $"{DraftText.Percent(Incident.Impact.UsersShare)} of the users were affected in the mean of {Incident.Impact.BadSeconds} s{(room.HasSmallThings ? $" (worst second {DraftText.Percent(Incident.Impact.PeakShare)})" : "")}, estimated from distinct clients.";
}
