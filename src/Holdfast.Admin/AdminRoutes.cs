using Holdfast.Configuration;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>All that the API offers: the registry of the files in Actions/.</summary>
internal static class AdminRoutes
{
    public static readonly AdminRoute[] All =
    [
        new("GET", "/metrics", TokenRole.Read, MetricsAction.Answer),
        new("GET", "/healthz", TokenRole.Read, HealthActions.Live),
        new("GET", "/readyz", TokenRole.Read, HealthActions.Ready),
        new("GET", "/api/state", TokenRole.Read, StateAction.Answer),
        new("GET", "/api/series", TokenRole.Read, SeriesAction.Answer),
        new("GET", "/api/events", TokenRole.Read, EventActions.List),
        new("POST", "/api/events", TokenRole.Operate, EventActions.Announce),
        new("GET", "/api/diagnosis", TokenRole.Read, DiagnosisAction.Answer),
        new("GET", "/api/incidents", TokenRole.Read, IncidentActions.List),
        new("POST", "/api/incidents", TokenRole.Operate, IncidentActions.Open),
        new("GET", "/api/incidents/{id}", TokenRole.Read, IncidentActions.Show),
        new("POST", "/api/incidents/{id}/acknowledge", TokenRole.Operate, IncidentActions.Acknowledge),
        new("POST", "/api/incidents/{id}/notes", TokenRole.Operate, IncidentActions.Note),
        new("POST", "/api/incidents/{id}/roles", TokenRole.Operate, IncidentActions.Role),
        new("POST", "/api/incidents/{id}/severity", TokenRole.Operate, IncidentActions.Severity),
        new("POST", "/api/incidents/{id}/resolve", TokenRole.Operate, IncidentActions.Resolve),
        new("POST", "/api/incidents/{id}/close", TokenRole.Operate, IncidentActions.Close),
        new("GET", "/api/postmortems", TokenRole.Read, PostmortemActions.List),
        new("GET", "/api/incidents/{id}/postmortem", TokenRole.Read, PostmortemActions.Show),
        new("POST", "/api/incidents/{id}/postmortem", TokenRole.Operate, PostmortemActions.Draft),
        new("POST", "/api/incidents/{id}/postmortem/review", TokenRole.Operate, PostmortemActions.Review),
        new("POST", "/api/incidents/{id}/postmortem/publish", TokenRole.Operate, PostmortemActions.Publish),
        new("POST", "/api/incidents/{id}/drill", TokenRole.Operate, ReplayActions.Write),
        new("POST", "/api/alerts", TokenRole.Operate, AlertAction.Receive),
        new("GET", "/api/measures", TokenRole.Read, MeasuresAction.Answer),
        new("GET", "/api/tasks", TokenRole.Read, TaskActions.List),
        new("POST", "/api/tasks", TokenRole.Operate, TaskActions.Add),
        new("GET", "/api/tasks/{id}", TokenRole.Read, TaskActions.Show),
        new("POST", "/api/tasks/{id}/{step}", TokenRole.Operate, TaskActions.Change),
        new("GET", "/api/escalation", TokenRole.Read, EscalationActions.Show),
        new("POST", "/api/escalation/channels/{channel}/test", TokenRole.Operate, EscalationActions.Test),
        new("GET", "/ack/{link}", TokenRole.Operate, EscalationActions.ShowLink, IsSigned: true),
        new("POST", "/ack/{link}", TokenRole.Operate, EscalationActions.UseLink, IsSigned: true),
        new("GET", "/api/agents", TokenRole.Read, AgentActions.List),
        new("POST", AgentActions.ReportPath, TokenRole.Report, AgentActions.Report),
        new("GET", "/api/version", TokenRole.Read, VersionAction.Answer),
        new("GET", "/api/config", TokenRole.Read, ConfigActions.Show),
        new("POST", "/api/config", TokenRole.Operate, ConfigActions.Replace),
        new("POST", "/api/reload", TokenRole.Operate, ConfigActions.Reload),
        new("POST", "/api/drain", TokenRole.Operate, DrainAction.Answer),
        new("PUT", "/api/pools/{pool}/servers/{server}/limit", TokenRole.Operate, LimitActions.Fix),
        new("DELETE", "/api/pools/{pool}/servers/{server}/limit", TokenRole.Operate, LimitActions.Release),
        new("PUT", "/api/pools/{pool}/servers/{server}/drain", TokenRole.Operate, ServerDrainActions.Begin),
        new("DELETE", "/api/pools/{pool}/servers/{server}/drain", TokenRole.Operate, ServerDrainActions.End),
        new("PUT", "/api/throttles/{client}", TokenRole.Operate, ThrottleActions.Begin),
        new("DELETE", "/api/throttles/{client}", TokenRole.Operate, ThrottleActions.End),
    ];

    /// <summary>For those who guess.</summary>
    public static string Paths { get; } = string.Join(", ", All.Select(route => route.Path).Distinct(StringComparer.Ordinal));

    /// <param name="allowed">The methods that the path takes; empty when there is no such path.</param>
    public static AdminRoute? Find(HttpRequest request, out string[] allowed)
    {
        AdminRoute[] here = [.. All.Where(route => route.ValuesOf(request.Path.Value) is not null)];
        allowed = [.. here.SelectMany(route => route.Method == "GET" ? ["GET", "HEAD"] : new[] { route.Method })];
        return Array.Find(here, route => route.Method == request.Method || (route.Method == "GET" && HttpMethods.IsHead(request.Method)));
    }
}
