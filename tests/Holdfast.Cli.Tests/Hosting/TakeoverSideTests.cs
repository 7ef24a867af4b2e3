using System.Text;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests;

public sealed class TakeoverSideTests : IDisposable
{
    private readonly Workplace workplace = new();
    private readonly StringWriter log = new();
    private readonly EventLog events;

    public TakeoverSideTests() => events = new EventLog(log, SystemClock.Instance);

    private string SocketPath => workplace.File("control.sock");

    public void Dispose()
    {
        workplace.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task PredecessorThatDiesAfterGivingItsListeners_IsNoReasonToLeave()
    {
        await using GatewayHost host = StartHost();
        DescriptorListener predecessor = DescriptorChannel.Listen(SocketPath);
        using TakeoverSide side = await BeginAsync(predecessor);
        predecessor.Dispose();

        side.Serving(host);

        host.IsDraining.ShouldBeFalse();
        log.ToString().ShouldContain("ended early");
        using DescriptorChannel? later = DescriptorChannel.Connect(SocketPath, TimeSpan.FromSeconds(1));
        later.ShouldNotBeNull("a third process can take over from this one");
    }

    [Fact]
    public async Task PredecessorThatServesOn_MakesTheSuccessorLeave_AndKeepsItsSocketFile()
    {
        await using GatewayHost host = StartHost();
        using DescriptorListener predecessor = DescriptorChannel.Listen(SocketPath);
        using TakeoverSide side = await BeginAsync(predecessor);

        Should.Throw<IOException>(() => side.Serving(host)).Message.ShouldContain("serves on");

        host.IsDraining.ShouldBeTrue();
        using DescriptorChannel? earlier = predecessor.Accept(TimeSpan.FromSeconds(1));
        earlier.ShouldNotBeNull("the socket file still leads to the predecessor");
    }

    /// <summary>A predecessor that gives no listeners and then hangs up, as one does that dies or has lost its patience.</summary>
    private async Task<TakeoverSide> BeginAsync(DescriptorListener predecessor)
    {
        Task answering = Task.Run(() =>
        {
            using DescriptorChannel successor = predecessor.Accept(TimeSpan.FromSeconds(10))!;
            successor.Receive(new byte[64], []).ShouldBeGreaterThan(0);
            successor.Send(Encoding.ASCII.GetBytes("end"), []);
        });
        TakeoverSide? side = TakeoverSide.Begin(new RunOptions { ConfigPath = "gateway.yaml", Takeover = true }, SocketPath, events);
        await answering;
        return side.ShouldNotBeNull();
    }

    private GatewayHost StartHost()
    {
        string yaml = Workplace.Config("127.0.0.1:0", 1, NetworkAddress.FromIPv4(0x7F00_0001, 9)).Replace("admin: {", "admin: { enabled: false,", StringComparison.Ordinal);
        GatewayHostOptions options = new() { ConfigPath = "gateway.yaml", Network = new LinuxNetwork(), Clock = SystemClock.Instance, Events = events, Seed = 1 };
        return GatewayHost.Start(options, ConfigFile.Parse(yaml, "gateway.yaml")).Host.ShouldNotBeNull();
    }
}
