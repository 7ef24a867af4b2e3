using System.Globalization;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>What is to be done next with an incident: one rule a line, the most urgent first.</summary>
public static class NextSteps
{
    public static List<string> Of(Incident incident, WatchSettings settings)
    {
        List<string> steps = [];
        string id = incident.Id.ToString(CultureInfo.InvariantCulture);
        if (incident.Status == IncidentStatus.Confirmed)
        {
            Add(steps, incident.AcknowledgedBy is null, $"Nobody has acknowledged it yet: holdfast incident ack {id}");
            Add(steps, !incident.IsCauseOfLastOutage, "The cause is not known yet: 'holdfast why' has the candidates and the test that tells them apart");
            steps.AddRange(Advice(incident));
            Add(steps, !incident.Roles.ContainsKey("commander"), $"Nobody leads: holdfast incident role {id} commander NAME");
        }
        else if (incident.Status == IncidentStatus.Suspected)
        {
            steps.Add("Nobody is called for a suspicion: it is declared when users are hurt, or passes by itself");
        }
        else if (incident is { Status: IncidentStatus.Monitoring, LastOutage.ClearedAt: { } cleared })
        {
            steps.Add($"It is resolved at {Clock(cleared + settings.ResolveAfter)} when it stays well, or now with: holdfast incident resolve {id}");
        }

        return steps;
    }

    /// <summary>Of the outage that lasts: what helped against an earlier one may harm now.</summary>
    internal static string[] Advice(Incident incident) =>
        incident.IsCauseOfLastOutage && incident.Of(EntryKind.CauseFound).LastOrDefault()?.Get("advice") is { Length: > 0 } advice ? advice.Split('\n') : [];

    private static void Add(List<string> steps, bool isDue, string step)
    {
        if (isDue)
        {
            steps.Add(step);
        }
    }

    private static string Clock(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
