using System.CommandLine;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast incident show`: one incident as a story. Next: <see cref="IncidentStory"/>.</summary>
internal static class IncidentShowCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<bool> all = new("--all") { Description = "Every entry of the timeline, also symptoms, measurements and what was queued" };
        Option<bool> json = IncidentCalls.JsonOption();
        ExampleCommand command = new(
            "show",
            "Tell one incident: what, since when, who is affected, why, what is being done, what is next",
            "holdfast incident show latest",
            "holdfast incident show 12 --all",
            "holdfast incident show 12 --json | jq '.timeline[].text'")
        { incident, all, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Print(result, result.GetRequiredValue(incident), result.GetValue(all), result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, string incident, bool all, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get($"api/incidents/{Uri.EscapeDataString(incident)}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        Console.Out.Write(json ? answer.Body + "\n" : StatusText.Format(IncidentText.Of(answer.Read(IncidentJson.Default.IncidentReport), all), StatusText.IsStyled));
        return 0;
    }
}
