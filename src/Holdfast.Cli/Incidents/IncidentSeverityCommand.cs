using System.CommandLine;

namespace Holdfast.Cli;

internal static class IncidentSeverityCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Argument<string> severity = new("SEVERITY") { Description = "sev1 (half of the users or more), sev2, sev3 or sev4" };
        severity.AcceptOnlyFromAmong("sev1", "sev2", "sev3", "sev4");
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "severity",
            "Say how bad an incident is; what is measured does not change it any more",
            "holdfast incident severity latest sev1",
            "holdfast incident severity 12 sev3")
        { incident, severity, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => IncidentCalls.Send(
            result,
            IncidentCalls.PathOf(result.GetRequiredValue(incident), "severity"),
            IncidentCalls.Nothing with { Severity = result.GetRequiredValue(severity), As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"{IncidentCalls.NameOf(report)} is {report.Severity}"));
        return command;
    }
}
