using System.CommandLine;
using Holdfast.Incidents;

namespace Holdfast.Cli;

internal static class IncidentRoleCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Argument<string> role = new("ROLE") { Description = "commander (decides), scribe (writes down) or liaison (speaks to users)" };
        role.AcceptOnlyFromAmong([.. IncidentDesk.RolesKnown]);
        Argument<string> person = new("NAME") { Description = "Who takes it" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "role",
            "Say who leads an incident, who writes, who speaks to users",
            "holdfast incident role latest commander anna",
            "holdfast incident role 12 scribe ben")
        { incident, role, person, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => IncidentCalls.Send(
            result,
            IncidentCalls.PathOf(result.GetRequiredValue(incident), "roles"),
            IncidentCalls.Nothing with { Role = result.GetRequiredValue(role), Person = result.GetRequiredValue(person), As = result.GetRequiredValue(by) },
            result.GetValue(json),
            report => $"{IncidentCalls.NameOf(report)}: {string.Join(", ", report.Roles.Select(one => $"{one.Key} {one.Value}"))}"));
        return command;
    }
}
