using System.CommandLine;

namespace Holdfast.Cli;

internal static class IncidentAckCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "ack",
            "Acknowledge an incident: somebody looks after it, the next level is not called",
            "holdfast incident ack latest",
            "holdfast incident ack 12 --as anna")
        { incident, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => IncidentCalls.Send(
            result,
            IncidentCalls.PathOf(result.GetRequiredValue(incident), "acknowledge"),
            IncidentCalls.Nothing with { As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"{IncidentCalls.NameOf(report)} is acknowledged by {report.AcknowledgedBy}"));
        return command;
    }
}
