using System.CommandLine;
using System.Text.Json;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class EscalationTestCommand
{
    public static Command Create()
    {
        Argument<string> channel = new("CHANNEL") { Description = "Name of a channel of the policy" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "test",
            "Send a test message by a channel and say whether it was taken",
            "holdfast escalation test pager",
            "holdfast escalation test mail --as anna")
        { channel, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Send(result, result.GetRequiredValue(channel), result.GetRequiredValue(by), result.GetValue(json)));
        return command;
    }

    private static int Send(ParseResult arguments, string channel, string by, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Post($"api/escalation/channels/{Uri.EscapeDataString(channel)}/test", JsonSerializer.Serialize(IncidentCalls.Nothing with { As = by }, IncidentJson.Default.IncidentRequest));
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        DeliveryReport report = answer.Read(IncidentJson.Default.DeliveryReport);
        Console.Out.WriteLine(json ? answer.Body : $"{channel}: {(report.Delivered ? "delivered" : "NOT delivered")}: {report.Detail}");
        return report.Delivered ? 0 : 1;
    }
}
