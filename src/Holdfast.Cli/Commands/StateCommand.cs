using System.CommandLine;
using Holdfast.Admin;

namespace Holdfast.Cli;

internal static class StateCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print JSON" };
        ExampleCommand command = new(
            "state",
            "Show what a running gateway does: configuration, listeners, routes, pools and servers",
            "holdfast state",
            "holdfast state --json | jq '.pools[].servers[] | select(.health != \"healthy\")'",
            "holdfast state --admin 10.0.0.5:9900 --token-file reader.token")
        { AdminApi.AddressOption, AdminApi.TokenFileOption, json };
        command.SetAction(result => Print(result, result.GetValue(json)));
        return command;
    }

    private static int Print(ParseResult arguments, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get("api/state");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        GatewayStateReport state = answer.Read(ApiJson.Default.GatewayStateReport);
        Console.Out.Write(json ? answer.Body + "\n" : StateText.Format(state));
        return 0;
    }
}
