using System.Globalization;
using Holdfast.Incidents.Postmortems.Review;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>What is to be done next with an incident: one rule a line, the most urgent first.</summary>
public static class NextSteps
{
    /// <summary>From which part of the requests on trouble is declared, whatever else shows. The detection keeps its burn rates to itself; a test holds this sentence to them.</summary>
    internal const string Threshold = "8.6 % of the requests of a minute, 4.3 % of five minutes, 1.4 % of an hour, 0.6 % of six hours";

    public static List<string> Of(Incident incident, WatchSettings settings) => incident switch
    {
        { Status: IncidentStatus.Confirmed } => Confirmed(incident),
        { Status: IncidentStatus.Suspected } => Suspected(incident),
        { Status: IncidentStatus.Monitoring, LastOutage.ClearedAt: { } cleared } => [.. GapFinder.IsGap(incident) ? Advice.Of(incident) : [], $"It is resolved at {Clock(cleared + settings.ResolveAfter)} when it stays well, or now with: holdfast incident resolve {Id(incident)}"],
        { Status: IncidentStatus.Resolved } => [.. Learn(incident)],
        _ => [],
    };

    private static List<string> Confirmed(Incident incident)
    {
        List<string> steps = [];
        Add(steps, incident.AcknowledgedBy is null, $"Nobody has acknowledged it yet: holdfast incident ack {Id(incident)}");
        Add(steps, !incident.IsCauseOfLastOutage, "The cause is not known yet: 'holdfast why' has the candidates and the test that tells them apart");
        steps.AddRange(Advice.Of(incident));
        Add(steps, !incident.Roles.ContainsKey("commander"), $"Nobody leads: holdfast incident role {Id(incident)} commander NAME");
        return steps;
    }

    /// <summary>What is true of it: most suspicions hurt nobody, some hurt a few.</summary>
    private static List<string> Suspected(Incident incident)
    {
        bool isHurt = incident.Doubt is { Impact.BadSeconds: > 0 };
        string[] harm = isHurt ? [$"So far too few users were hurt, or for too short a time, to declare it ({Threshold})"] : [];
        string called = incident.AcknowledgedBy is { } who
            ? $"{who} has acknowledged it: {who} is told when it is declared (the first level where the policy does not know {who}), and when it passes it is kept as an incident"
            : $"Nobody is called for a suspicion: it is declared when {(isHurt ? "more" : "users")} are hurt, or passes by itself. Whoever wants to look after it: holdfast incident ack {Id(incident)}";
        return [.. harm, called, .. incident.Cause?.At >= incident.Doubt?.Onset ? Advice.Of(incident) : []];
    }

    private static string[] Learn(Incident incident)
    {
        PostmortemState postmortem = PostmortemState.Of(incident);
        return postmortem.Status switch
        {
            PostmortemStatus.Draft => [$"Read the draft of its postmortem and have it reviewed: holdfast postmortem show {Id(incident)}"],
            PostmortemStatus.InReview => [$"Its postmortem waits for the review of {postmortem.Reviewer}: holdfast postmortem review {Id(incident)}"],
            PostmortemStatus.Returned => [$"Its postmortem was returned: holdfast postmortem show {Id(incident)}"],
            PostmortemStatus.Approved => [$"Its postmortem is approved: holdfast postmortem publish {Id(incident)}"],
            _ => [],
        };
    }

    private static string Id(Incident incident) => incident.Id.ToString(CultureInfo.InvariantCulture);

    private static void Add(List<string> steps, bool isDue, string step)
    {
        if (isDue)
        {
            steps.Add(step);
        }
    }

    private static string Clock(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
