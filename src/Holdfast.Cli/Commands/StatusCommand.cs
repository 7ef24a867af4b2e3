using System.CommandLine;
using Holdfast.Admin;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>`holdfast status`: one screen, is the gateway well and what does overload protection do. Next: <see cref="StatusPage"/>.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print the state as JSON, as GET /api/state gives it" };
        Option<bool> check = new("--check") { Description = "Exit with 1 when something is wrong: a pool sheds, a server is out, the gateway drains, an incident is open" };
        ExampleCommand command = new(
            "status",
            "Show whether a running gateway is well: limits, queues, what is shed and why, who is out",
            "holdfast status",
            "holdfast status --check > /dev/null || page-somebody",
            "holdfast status --json | jq '.troubles[].text'",
            "holdfast status --admin 10.0.0.5:9900 --token-file reader.token")
        { AdminApi.AddressOption, AdminApi.TokenFileOption, json, check };
        command.SetAction(result => Print(result, result.GetValue(json), result.GetValue(check)));
        return command;
    }

    private static int Print(ParseResult arguments, bool json, bool check)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get("api/state");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        GatewayStateReport state = answer.Read(ApiJson.Default.GatewayStateReport);
        Console.Out.Write(json ? answer.Body + "\n" : StatusText.Format(StatusPage.Of(state, SystemClock.Instance.UtcNow), StatusText.IsStyled));
        return check && state.Troubles.Any(trouble => trouble.Severity == TroubleReport.Error) ? 1 : 0;
    }
}
