using System.CommandLine;
using Holdfast.Agent.Reports;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>`holdfast agents`: the hosts that agents report of, and what is found there.</summary>
internal static class AgentsCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print all of it as JSON, as GET /api/agents gives it" };
        Option<bool> check = new("--check") { Description = "Exit with 1 when anything is found on a host, or an agent is silent" };
        ExampleCommand command = new(
            "agents",
            "List the servers' hosts that agents report of, and what will fail there: disks, memory, files, temperatures, restarts, clocks",
            "holdfast agents",
            "holdfast agents --check",
            "holdfast agents --json | jq '.hosts[].report.groups'")
        { AdminApi.AddressOption, AdminApi.TokenFileOption, json, check };
        command.SetAction(result => Print(result, result.GetValue(json), result.GetValue(check)));
        return command;
    }

    private static int Print(ParseResult arguments, bool json, bool check)
    {
        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Get("api/agents");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        HostListReport list = answer.Read(AgentJson.Default.HostListReport);
        Console.Out.Write(json ? answer.Body + "\n" : StatusText.Format(HostPage.Of(list, SystemClock.Instance.UtcNow), StatusText.IsStyled));
        return check && list.Hosts.Any(host => host.Findings.Count > 0) ? 1 : 0;
    }
}
