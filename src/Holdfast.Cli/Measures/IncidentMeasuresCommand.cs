using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast incident measures`: how long what took. Next: <see cref="MeasuresText"/>.</summary>
internal static class IncidentMeasuresCommand
{
    public static Command Create()
    {
        Option<string> since = new("--since") { Description = "From when on: -90d, 2026-11-01 or a time", HelpName = "TIME", DefaultValueFactory = _ => "-90d" };
        Option<string> until = new("--until") { Description = "Until when", HelpName = "TIME", DefaultValueFactory = _ => "now" };
        Option<bool> csv = new("--csv") { Description = "Print one line for each incident, for spreadsheets; what is unknown is empty" };
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "measures",
            "How long incidents took to detect, tell, acknowledge, explain, mitigate and end, each and in the middle",
            "holdfast incident measures",
            "holdfast incident measures --since -365d --csv > incidents.csv",
            "holdfast incident measures --json | jq '.sums[] | {name, known, median, p90}'")
        { since, until, csv, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(result, result.GetRequiredValue(since), result.GetRequiredValue(until), result.GetValue(csv), result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, string since, string until, bool csv, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get($"api/measures?since={Uri.EscapeDataString(since)}&until={Uri.EscapeDataString(until)}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        if (json)
        {
            Console.Out.WriteLine(answer.Body);
            return 0;
        }

        MeasuresReport report = answer.Read(IncidentJson.Default.MeasuresReport);
        Console.Out.Write(csv ? MeasuresCsv.Of(report) : MeasuresText.Of(report));
        return 0;
    }
}
