using System.CommandLine;
using System.Text.Json;
using Holdfast.Agent.Reports;
using Holdfast.Agent.Running;
using Holdfast.Foundation;
using Holdfast.Telemetry;
using Process = System.Diagnostics.Process;
using ProcessPriorityClass = System.Diagnostics.ProcessPriorityClass;

namespace Holdfast.Cli;

/// <summary>`holdfast agent`: looks after one host and reports to the gateway until a signal. Next: <see cref="HostAgent"/>.</summary>
internal static class AgentCommand
{
    public static Command Create()
    {
        Option<string?> state = StateDirectoryOption.Create("Where it remembers trends and restarts");
        Option<bool> once = new("--once") { Description = "Look once, print what is seen and found, report nothing" };
        Option<bool> json = new("--json") { Description = "With --once: print the report as JSON" };
        ExampleCommand command = new(
            "agent",
            "Run on a server's host: look at processors, memory, disks, files and restarts, find what will fail, and report it to the gateway",
            "holdfast agent --admin 10.0.0.5:9900 --token-file /etc/holdfast/agent.token",
            "holdfast agent --once",
            "holdfast agent --once --json | jq .findings",
            "holdfast token hosts --role report       # the token that agents need, made on the gateway")
        { AdminApi.AddressOption, AdminApi.TokenFileOption, state, once, json };
        LonelyOptions.RefuseWithout(command, once, json);
        LonelyOptions.RefuseBeside(command, once, state);
        command.SetAction(result => Run(result, result.GetValue(state), result.GetValue(once), result.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult arguments, string? stateDirectory, bool once, bool json)
    {
        string? directory = once ? null : LastGoodCopies.DirectoryFrom(stateDirectory, Environment.GetEnvironmentVariable);
        EventLog events = new(Console.Error, SystemClock.Instance);
        NetworkAddress gateway = arguments.GetValue(AdminApi.AddressOption);
        HostAgent agent = HostAgent.Create(new AgentOptions
        {
            Clock = SystemClock.Instance,
            Gateway = new Uri($"http://{gateway}/"),
            Token = AdminApi.TokenFrom(arguments),
            StatePath = directory is null ? null : Path.Combine(directory, "agent.json"),
            Once = once,
            Seed = Seeds.New(SystemClock.Instance),
            Version = ProductVersion.Text,
            LinkChanged = problem => Tell(events, gateway, problem),
        });
        return once ? Print(agent, json) : Serve(agent);
    }

    private static int Serve(HostAgent agent)
    {
        StepAside();
        using ManualResetEventSlim stop = new();
        using StopSignals signals = new(stop.Set);
        while (!stop.Wait(agent.Turn()))
        {
        }

        agent.Leave();
        return 0;
    }

    /// <summary>Two looks: what is used is known from the difference between them.</summary>
    private static int Print(HostAgent agent, bool json)
    {
        agent.Look(leaves: false);
        Thread.Sleep(TimeSpan.FromSeconds(1));
        AgentReport report = agent.Look(leaves: false);
        Console.Out.Write(json ? JsonSerializer.Serialize(report, AgentJson.Default.AgentReport) + "\n" : HostText.Format(report));
        return 0;
    }

    private static void Tell(EventLog events, NetworkAddress gateway, string? problem)
    {
        if (problem is null)
        {
            events.Information("agent", $"reports to the gateway at {gateway}");
        }
        else
        {
            events.Warning("agent", $"the gateway at {gateway} does not take reports: {problem}; trying again");
        }
    }

    // The servers of this host come first, always.
    private static void StepAside()
    {
        try
        {
            using Process own = Process.GetCurrentProcess();
            own.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // Not permitted here: its budget holds all the same.
        }
    }
}
