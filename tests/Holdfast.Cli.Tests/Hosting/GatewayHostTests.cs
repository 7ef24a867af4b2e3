using Holdfast.Admin;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Linux;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli.Tests;

public class GatewayHostTests
{
    private static readonly NetworkAddress Server = NetworkAddress.FromIPv4(0x7F00_0001, 9);

    [Fact]
    public void ListenerThatMayNotBeOpened_StartsNothing_AndSaysWhatToDo()
    {
        // Whether a port below 1024 is forbidden depends on the machine (net.ipv4.ip_unprivileged_port_start), so the kernel's answer is given here.
        GatewayHostStart start = Start(new ForbiddingNetwork(), Workplace.Config("127.0.0.1:80", 0, Server));
        start.Host.ShouldBeNull();
        start.Failures.ShouldHaveSingleItem().Message.ShouldBe("127.0.0.1:80 may not be bound: ports below 1024 need root or the capability CAP_NET_BIND_SERVICE");
    }

    [Fact]
    public async Task RefusedConfiguration_ChangesNothing_AndIsRemembered()
    {
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server));
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        string before = host.Applied.Fingerprint;

        ReloadOutcome outcome = await host.ReloadAsync("listeners: 7", "api: deploy", null, CancellationToken.None);

        outcome.Applied.ShouldBeFalse();
        outcome.Fingerprint.ShouldBe(before);
        outcome.Revision.ShouldBe(1);
        GatewayStateReport state = host.GetState();
        state.Config.LastRefused.ShouldNotBeNull().Source.ShouldBe("api: deploy");
        state.Pools.ShouldHaveSingleItem().Servers.ShouldHaveSingleItem().Address.ShouldBe("127.0.0.1:9");
    }

    [Fact]
    public async Task ConfigurationWhoseListenerIsTaken_IsRefused_AndTheNextGoodOneIsTaken()
    {
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server));
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        using System.Net.Sockets.TcpListener other = new(System.Net.IPAddress.Loopback, 0);
        other.Start();

        ReloadOutcome refused = await host.ReloadAsync(Workplace.Config(other.LocalEndpoint.ToString()!, 1, Server), "api", null, CancellationToken.None);
        refused.Applied.ShouldBeFalse();
        refused.Findings.ShouldHaveSingleItem().Message.ShouldContain("is already in use");

        NetworkAddress second = NetworkAddress.FromIPv4(0x7F00_0001, 10);
        ReloadOutcome applied = await host.ReloadAsync(Workplace.Config("127.0.0.1:0", 1, Server, second), "api", null, CancellationToken.None);
        applied.Applied.ShouldBeTrue();
        applied.Revision.ShouldBe(2);
        host.GetState().Config.LastRefused.ShouldBeNull();
        host.GetState().Pools[0].Servers.Count.ShouldBe(2);
        host.GetEffectiveConfig().ShouldContain("\"127.0.0.1:10\"");
    }

    [Fact]
    public async Task FileThatWasSent_IsNamedInStatusAndChanges()
    {
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server));
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        NetworkAddress second = NetworkAddress.FromIPv4(0x7F00_0001, 10);
        await host.ReloadAsync(Workplace.Config("127.0.0.1:0", 1, Server, second), "api: deploy", "/etc/holdfast/next.yaml", CancellationToken.None);

        host.GetState().Config.Source.ShouldBe("/etc/holdfast/next.yaml");
        ChangeEvent change = host.Changes.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).First(one => one.Kind == ChangeKind.Configuration);
        change.What.ShouldStartWith("configuration revision 2 from next.yaml: ");
        change.Source.ShouldBe("api: deploy");
        (await host.ReloadAsync("listeners: 7", "api: deploy", "bad.yaml", CancellationToken.None)).Findings[0].File.ShouldBe("bad.yaml");
        host.GetState().Config.LastRefused.ShouldNotBeNull().Source.ShouldBe("bad.yaml");
    }

    [Fact]
    public async Task ChangesByConfigurationAndOperator_AreRecorded()
    {
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server));
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        NetworkAddress second = NetworkAddress.FromIPv4(0x7F00_0001, 10);
        await host.ReloadAsync(Workplace.Config("127.0.0.1:0", 1, Server, second), "api: deploy", null, CancellationToken.None);
        host.SetLimit("shop", "127.0.0.1:9", 7, "api: anna").Kind.ShouldBe(OperatorOutcomeKind.Applied);

        IReadOnlyList<ChangeEvent> changes = host.Changes.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        ChangeEvent configuration = changes.First(change => change.Kind == ChangeKind.Configuration);
        configuration.Source.ShouldBe("api: deploy");
        configuration.What.ShouldStartWith("configuration revision 2: ");
        configuration.What.ShouldContain("127.0.0.1:10");
        configuration.After.ShouldBe(host.Applied.Fingerprint);
        changes.ShouldContain(change => change.Kind == ChangeKind.Limit && change.Subject == "server:shop/127.0.0.1:9" && change.Source == "api: anna");
    }

    [Fact]
    public async Task RunningGateway_RecordsItsSeconds()
    {
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server));
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        SpinWait.SpinUntil(() => host.Series.Recent.NewestSecond > 0, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        host.Series.Subjects(SubjectKind.Server).ShouldBe([new SeriesSubject(SubjectKind.Server, "shop/127.0.0.1:9")]);
        double[] value = new double[1];
        host.Series.Recent.Read(SeriesSubject.Gateway, Signal.ResidentBytes, host.Series.Recent.NewestSecond, value).ShouldBeTrue();
        value[0].ShouldBeGreaterThan(1e6);
    }

    [Fact]
    public async Task FixedLimit_IsInTheState_AndOutlivesAReload()
    {
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server));
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        host.SetLimit("shop", "127.0.0.1:9", 7, "test").Kind.ShouldBe(OperatorOutcomeKind.Applied);
        SpinWait.SpinUntil(() => host.GetState().Pools[0].Servers[0] is { Limit: 7, LimitReason: "fixed" }, HoldfastProcess.Patience).ShouldBeTrue();

        await host.ReloadAsync(Workplace.Config("127.0.0.1:0", 1, Server, NetworkAddress.FromIPv4(0x7F00_0001, 10)), "api", null, CancellationToken.None);
        ServerReport server = host.GetState().Pools[0].Servers[0];
        (server.LimitFixed, server.Limit).ShouldBe((true, 7));
        host.GetState().Troubles.ShouldContain(trouble => trouble.Kind == "limit_fixed");

        host.SetLimit("shop", "127.0.0.1:9", null, "test").Kind.ShouldBe(OperatorOutcomeKind.Applied);
        host.GetState().Pools[0].Servers[0].LimitFixed.ShouldBeFalse();
    }

    [Fact]
    public async Task LimitOfAServerThatIsNotThere_IsRefused_WithThoseThatAre()
    {
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server));
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        host.SetLimit("shop", "b", 7, "test").ShouldBe(new OperatorOutcome(OperatorOutcomeKind.NotFound, "Pool 'shop' has no server 'b'. It has 127.0.0.1:9."));
        host.SetLimit("shp", "b", 7, "test").ShouldBe(new OperatorOutcome(OperatorOutcomeKind.NotFound, "There is no pool 'shp'. There is shop."));
    }

    [Fact]
    public async Task DrainingGateway_TakesNoConfiguration()
    {
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server));
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        host.BeginDrain("test").Started.ShouldBeTrue();
        host.BeginDrain("test").Started.ShouldBeFalse();
        host.IsReady.ShouldBeFalse();
        (await host.ReloadAsync(Workplace.Config("127.0.0.1:0", 1, Server), "api", null, CancellationToken.None)).Applied.ShouldBeFalse();
        host.WaitForClients().ShouldBe(0);
    }

    [Fact]
    public async Task DrainThatBeginsDuringAReload_LeavesNoListenerOpen()
    {
        ResolverThatActs resolver = new();
        GatewayHostStart start = Start(new LinuxNetwork(), Workplace.Config("127.0.0.1:0", 1, Server), resolver);
        await using GatewayHost host = start.Host.ShouldNotBeNull();
        resolver.Act = () => host.BeginDrain("test");

        string named = Workplace.Config("127.0.0.1:0", 1, Server).Replace("127.0.0.1:9", "app.internal:9", StringComparison.Ordinal);
        await host.ReloadAsync(named, "api", null, CancellationToken.None);

        resolver.Asked.ShouldBe(1);
        host.Gateway.Sockets.ListeningSockets().ShouldBeEmpty();
    }

    private static GatewayHostStart Start(INetwork network, string yaml, INameResolver? names = null)
    {
        // The admin side is not asked for anything here.
        ConfigReadResult read = ConfigFile.Parse(yaml.Replace("admin: {", "admin: { enabled: false,", StringComparison.Ordinal), "gateway.yaml");
        read.IsValid.ShouldBeTrue(string.Join('\n', read.Findings));
        return GatewayHost.Start(
            new GatewayHostOptions
            {
                ConfigPath = "gateway.yaml",
                Network = network,
                Names = names ?? new NameResolver(),
                Clock = SystemClock.Instance,
                Events = new EventLog(TextWriter.Null, SystemClock.Instance),
                Seed = 1,
            },
            read);
    }

    /// <summary>Something happens while a name is looked up.</summary>
    private sealed class ResolverThatActs : INameResolver
    {
        public Action Act { get; set; } = static () => { };

        public int Asked { get; private set; }

        public Task<IReadOnlyList<System.Net.IPAddress>> ResolveAsync(string host, CancellationToken cancellation = default)
        {
            Asked++;
            Act();
            return Task.FromResult<IReadOnlyList<System.Net.IPAddress>>([System.Net.IPAddress.Loopback]);
        }
    }

    /// <summary>The machine's network for a user who may open no port.</summary>
    private sealed class ForbiddingNetwork : INetwork
    {
        private readonly LinuxNetwork network = new();

        public IoResult Probe(in NetworkAddress address) => new(IoStatus.NotPermitted, 0, 13);

        public IoResult Listen(in NetworkAddress address, int backlogConnections, out int descriptor, out NetworkAddress bound)
        {
            descriptor = -1;
            bound = default;
            return new IoResult(IoStatus.NotPermitted, 0, 13);
        }

        public IEventLoop CreateLoop() => network.CreateLoop();

        public void CloseDescriptor(int descriptor) => network.CloseDescriptor(descriptor);
    }
}
