using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests;

public class ControlLoopTests
{
    [Fact]
    public async Task StormOfReloads_DoesNotPushOutTheDrainBehindIt()
    {
        EventLog events = new(TextWriter.Null, SystemClock.Instance);
        ConfigReadResult read = ConfigFile.Parse(Workplace.Config("127.0.0.1:0", 1, NetworkAddress.FromIPv4(0x7F00_0001, 9)).Replace("admin: {", "admin: { enabled: false,", StringComparison.Ordinal), "gateway.yaml");
        GatewayHostOptions options = new() { ConfigPath = "/nowhere/gateway.yaml", Network = new LinuxNetwork(), Clock = SystemClock.Instance, Events = events, Seed = 1 };
        await using GatewayHost host = GatewayHost.Start(options, read).Host.ShouldNotBeNull();
        ControlLoop loop = new(host, events);
        for (int signal = 0; signal < 100; signal++)
        {
            loop.Post(ControlRequest.Reload);
        }

        loop.Post(ControlRequest.Drain);
        Task<int> run = Task.Factory.StartNew(loop.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        (await run.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(0);
        host.Gateway.Metrics.Control.ReloadsRefused.ShouldBe(1, "a hundred requests for the same thing are one");
        loop.Post(ControlRequest.Drain);
    }
}
