using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Notifications;

/// <summary>The words of a notification: what, since when, who is affected, why, what to do. Written when it is sent, so that a late one is not an old one.</summary>
internal static class NotificationWriter
{
    /// <param name="instance">Tells this gateway from others that use the same channel.</param>
    public static Notification Write(Incident incident, TimelineEntry queued, string instance, string? link)
    {
        string purpose = queued.Get("purpose") ?? "page";
        string severity = incident.Severity.ToString().ToLowerInvariant();
        string service = incident.Pool.Length == 0 ? "gateway" : incident.Pool;
        bool isOfText = purpose == Postmortems.Review.ReviewCalls.Purpose;
        string state = purpose switch
        {
            Postmortems.Review.ReviewCalls.Purpose => "REVIEW",
            "over" => "OVER",
            "update" => "UPDATE",
            "reminder" => "STILL",
            _ => severity.ToUpperInvariant(),
        };
        // A relapse has its own beginning; that of the incident stands in its lines.
        Outage? outage = incident.Outages.Find(one => one.Round == (int)queued.Number("outage"));
        List<string> lines = [First(queued)];
        lines.AddRange(isOfText
            ? [$"holdfast postmortem show {incident.Id}", $"holdfast postmortem review {incident.Id} --approve --as NAME, or --return TEXT"]
            : [.. About(incident, purpose), $"holdfast incident show {incident.Id}"]);
        return new Notification(
            string.Create(CultureInfo.InvariantCulture, $"{instance}.{incident.Id}.{Plain(queued.Get("key")!)}"),
            string.Create(CultureInfo.InvariantCulture, $"{instance}.{incident.Id}"),
            purpose,
            incident.Id,
            severity,
            service,
            $"[{state}] {(isOfText ? "postmortem of " : "")}incident {incident.Id}, {incident.Title}",
            lines,
            queued.Get("person") ?? "",
            outage?.Start ?? incident.Start ?? incident.OpenedAt,
            outage is null ? incident.End : outage.End,
            queued.RecordedAt,
            purpose == "over" || isOfText ? null : link);
    }

    /// <summary>As it may stand in any header, whatever the person in it is called.</summary>
    private static string Plain(string key) => string.Join('.', key.Split(':').Select(Uri.EscapeDataString));

    private static string First(TimelineEntry queued)
    {
        string why = queued.Get("why") ?? queued.Text;
        return why.Length == 0 ? "" : $"{char.ToUpperInvariant(why[0])}{why[1..]}.";
    }

    private static IEnumerable<string> About(Incident incident, string purpose)
    {
        // The story's own sentences: one wording everywhere.
        IncidentReport report = IncidentReports.Of(incident, isDurable: true, withTimeline: true);
        string[] wanted = purpose == "over" ? ["Since when", "Who is affected", "Why"] : ["Since when", "Who is affected", "Why", "What is next"];
        IEnumerable<string> sentences = IncidentStory.Of(report with { Next = NextSteps.Advice(incident) }, all: false).Where(part => wanted.Contains(part.Heading)).SelectMany(part => part.Sentences.Take(3));
        return sentences;
    }
}
