using System.Globalization;
using Holdfast.Diagnosis;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Notifications;

/// <summary>The words of a notification: what, since when, who is affected, why, what to do. Written when it is sent, so that a late one is not an old one.</summary>
internal static class NotificationWriter
{
    // Of a story so much is read on a small screen: what it is not is read where nobody knows what it is.
    private const int RuledOutMaximum = 2;

    /// <param name="instance">Tells this gateway from others that use the same channel.</param>
    /// <param name="seen">What the diagnosis sees of it at this moment; null when it is over or not looked at.</param>
    public static Notification Write(Incident incident, TimelineEntry queued, string instance, string? link, CauseFinding? seen = null)
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
        List<string> lines = [First(incident, queued)];
        lines.AddRange(isOfText
            ? [$"holdfast postmortem show {incident.Id}", $"holdfast postmortem review {incident.Id} --approve --as NAME, or --return TEXT"]
            : [.. About(incident, purpose, seen), $"holdfast incident show {incident.Id}"]);
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

    private static string First(Incident incident, TimelineEntry queued)
    {
        string why = queued.Get("why") ?? queued.Text;
        // What it was declared for says more than that it was; what was done with the suspicion before comes after it.
        if (why.StartsWith(Escalator.Declared, StringComparison.Ordinal) && incident.Of(EntryKind.Declared).LastOrDefault()?.Get("harm") is { } harm)
        {
            why = why.Insert(Escalator.Declared.Length, $" ({harm})");
        }

        return why.Length == 0 ? "" : $"{char.ToUpperInvariant(why[0])}{why[1..]}.";
    }

    private static IEnumerable<string> About(Incident incident, string purpose, CauseFinding? seen)
    {
        // The story's own sentences: one wording everywhere. When it is over nobody needs to be convinced any more.
        IncidentReport whole = IncidentReports.Of(incident, isDurable: true, withTimeline: true, seen: purpose == "over" ? null : seen);
        IncidentReport report = purpose == "over" && whole.Cause is { } cause ? whole with { Cause = cause with { Evidence = [] } } : whole;
        IReadOnlyList<(string Heading, IReadOnlyList<string> Sentences)> parts = IncidentStory.Of(report, all: false);
        return [.. Of("Since when"), .. Of("Who is affected"), .. WhyLines.Stated(report), .. WhyLines.IsKnown(report) ? [] : WhyLines.RuledOut(report).Take(RuledOutMaximum), .. purpose == "over" ? [] : Advice.Of(incident).Select(step => $"To do: {step}")];

        IReadOnlyList<string> Of(string heading) => parts.First(part => part.Heading == heading).Sentences;
    }
}
