using System.Text.Json;
using Holdfast.Incidents;
using Holdfast.Incidents.Inbound;

namespace Holdfast.Admin;

/// <summary>Takes alerts as Alertmanager posts them. It tries again for what is not a success, so that what never makes sense is 400.</summary>
internal static class AlertAction
{
    public static async Task Receive(AdminRequest request)
    {
        if (request.Gateway.Alerts is not { } desk)
        {
            await Answers.ProblemAsync(request.Context, 503, "This gateway keeps no incidents.");
            return;
        }

        AlertAnswer answer = desk.Receive(await ReadAsync(request));
        await (answer.Outcome switch
        {
            DeskOutcome.Done => Answers.JsonAsync(request.Context, 200, answer.Receipt!, AlertJson.Default.AlertReceipt),
            DeskOutcome.Refused => Answers.ProblemAsync(request.Context, 429, answer.Problem!),
            _ => Answers.ProblemAsync(request.Context, 400, answer.Problem!),
        });
    }

    private static async Task<AlertGroup?> ReadAsync(AdminRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Context.Request.Body, AlertJson.Default.AlertGroup, request.Context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
