using System.CommandLine;

namespace Holdfast.Cli;

/// <summary>`holdfast demo`: four small servers, the gateway and gentle traffic in one process, to look at. Next: <see cref="DemoFleet"/>.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<TimeSpan?> duration = new("--for") { Description = "End after this time; without it with Ctrl-C", HelpName = "20s", CustomParser = Parsers.Length };
        Option<bool> json = new("--json") { Description = "Print a JSON object each second and one at the end" };
        ExampleCommand command = new(
            "demo",
            "Start four small servers and the gateway on free loopback ports, send gentle traffic and show what goes where",
            "holdfast demo",
            "holdfast demo --for 20s",
            "holdfast demo --for 5s --json | jq .requestsPerSecond")
        { duration, json };
        command.SetAction(result => Run(result.GetValue(duration), result.GetValue(json)));
        return command;
    }

    private static int Run(TimeSpan? duration, bool json)
    {
        using ManualResetEventSlim stop = new();
        using StopSignals signals = new(stop.Set);
        using DemoFleet fleet = DemoFleet.Start();
        if (!fleet.Host.WaitForAdmin(TimeSpan.FromSeconds(5)))
        {
            Console.Error.WriteLine("holdfast: the admin side of the demo did not start; the gateway serves without it");
        }

        IDemoView view = json ? new DemoJsonView() : Console.IsOutputRedirected ? new DemoPlainView() : new DemoLiveView();
        view.Run(fleet, () => Next(fleet, stop, duration));
        return 0;
    }

    /// <summary>Waits for the next look; null when it is time to end.</summary>
    private static DemoSample? Next(DemoFleet fleet, ManualResetEventSlim stop, TimeSpan? duration) =>
        DemoPace.UntilNext(fleet.Meter.Elapsed, duration) is { } pause && !stop.Wait(pause) ? fleet.Meter.Sample() : null;
}
