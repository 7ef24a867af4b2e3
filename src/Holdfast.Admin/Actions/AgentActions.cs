using System.Text.Json;
using Holdfast.Agent.Fleet;
using Holdfast.Agent.Reports;
using Microsoft.AspNetCore.Http.Features;

namespace Holdfast.Admin;

/// <summary>The hosts that agents report of, and their reports.</summary>
internal static class AgentActions
{
    public const string ReportPath = "/api/agents/report";

    public static Task List(AdminRequest request) => WithDesk(request, desk => Answers.JsonAsync(request.Context, 200, desk.List(), AgentJson.Default.HostListReport));

    public static Task Report(AdminRequest request) => WithDesk(request, async desk =>
    {
        if (request.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = AgentReport.MaximumBytes;
        }

        AgentReport? report = await ReadAsync(request);
        if (report is null || desk.Take(report, request.Now) is not { } answer)
        {
            await Answers.ProblemAsync(request.Context, 400, "The body is not a report of holdfast agent, or there are too many hosts.");
            return;
        }

        await Answers.JsonAsync(request.Context, 200, answer, AgentJson.Default.AgentAnswer);
    });

    private static Task WithDesk(AdminRequest request, Func<AgentDesk, Task> answer) => request.Gateway.Agents is { } desk
        ? answer(desk)
        : Answers.ProblemAsync(request.Context, 503, "This gateway hears no agents.");

    private static async Task<AgentReport?> ReadAsync(AdminRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Context.Request.Body, AgentJson.Default.AgentReport, request.Context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
