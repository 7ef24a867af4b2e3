using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

internal static class IncidentListCommand
{
    public static Command Create()
    {
        Option<bool> all = new("--all") { Description = "Also suspicions that passed without harm" };
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "list",
            "List incidents, the newest first",
            "holdfast incident list",
            "holdfast incident list --json | jq '.incidents[] | {id, title, downSeconds}'")
        { all, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(result, result.GetValue(all), result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, bool all, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get(all ? "api/incidents?all=true" : "api/incidents");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : IncidentText.Of(answer.Read(IncidentJson.Default.IncidentListReport)));
        return 0;
    }
}
