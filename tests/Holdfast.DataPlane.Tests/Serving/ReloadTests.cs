using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Serving;

public sealed class ReloadTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task ManyReloadsUnderTraffic_FailNoRequest()
    {
        using ScriptedServer first = ScriptedServer.Answering(Ok);
        using ScriptedServer second = ScriptedServer.Answering(Ok);
        GatewayConfig both = GatewayHarness.ConfigFor(first, second) with { Workers = 2 };
        GatewayConfig one = GatewayHarness.ConfigFor(first) with { Workers = 2 };
        using GatewayHarness gateway = new(both);
        using TrafficThreads traffic = new(gateway.Address, 4);

        for (int i = 0; i < 100; i++)
        {
            (await gateway.Gateway.ApplyAsync(i % 2 == 0 ? one : both, CancellationToken.None)).ShouldBeEmpty();
            if (i % 10 == 0)
            {
                traffic.Await(5);
            }
        }

        traffic.Await(50);
        traffic.Dispose();
        traffic.Failed.ShouldBe(0, traffic.FirstFailure);
    }

    [Fact]
    public async Task PoolWhoseServersAreAllReplaced_FailsNoRequest()
    {
        using ScriptedServer first = ScriptedServer.Answering(Ok);
        using ScriptedServer second = ScriptedServer.Answering(Ok);
        GatewayConfig[] configs = [GatewayHarness.ConfigFor(first), GatewayHarness.ConfigFor(second)];
        using GatewayHarness gateway = new(configs[0] with { Workers = 2 });
        using TrafficThreads traffic = new(gateway.Address, 4);

        for (int i = 1; i <= 200; i++)
        {
            (await gateway.Gateway.ApplyAsync(configs[i % 2] with { Workers = 2 }, CancellationToken.None)).ShouldBeEmpty();
            if (i % 10 == 0)
            {
                traffic.Await(5);
            }
        }

        traffic.Dispose();
        traffic.Failed.ShouldBe(0, traffic.FirstFailure);
        second.Heads.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task UnchangedServer_KeepsItsConnectionOverAReload()
    {
        using ScriptedServer kept = ScriptedServer.Answering(Ok);
        using ScriptedServer other = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(kept);
        using ScriptedConnection client = gateway.Connect();
        Ask(client);

        await gateway.Gateway.ApplyAsync(GatewayHarness.ConfigFor(kept, other), CancellationToken.None);
        for (int i = 0; i < 20; i++)
        {
            Ask(client);
        }

        kept.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task ListenerThatCannotBeOpened_LeavesEverythingAsItWas()
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(server);
        GatewayConfig config = GatewayHarness.ConfigFor(server);
        long revision = gateway.Gateway.Snapshot.Revision;

        IReadOnlyList<ListenFailure> failures = await gateway.Gateway.ApplyAsync(
            config with { Listeners = [.. config.Listeners, new ListenerConfig { Address = server.Address }] }, CancellationToken.None);

        failures.ShouldHaveSingleItem().Message.ShouldContain("already in use");
        gateway.Gateway.Snapshot.Revision.ShouldBe(revision);
        using ScriptedConnection client = gateway.Connect();
        Ask(client);
    }

    [Fact]
    public async Task BoundOfClientsThatIsTakenAway_IsTheComputedOneAgain()
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(server);
        GatewayConfig config = GatewayHarness.ConfigFor(server);
        int computed = gateway.Gateway.Clients.Maximum;

        await gateway.Gateway.ApplyAsync(config with { Limits = new LimitsConfig { MaximumClients = 7 } }, CancellationToken.None);
        gateway.Gateway.Clients.Maximum.ShouldBe(7);
        await gateway.Gateway.ApplyAsync(config, CancellationToken.None);
        gateway.Gateway.Clients.Maximum.ShouldBe(computed);
    }

    [Fact]
    public async Task ListenerThatIsGone_AcceptsNoMoreAndTheNewOneDoes()
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(server);
        System.Net.IPEndPoint before = gateway.Address;

        await gateway.Gateway.ApplyAsync(GatewayHarness.ConfigFor(server) with { Listeners = [new ListenerConfig { Address = "127.0.0.2:0" }] }, CancellationToken.None);
        System.Net.IPEndPoint after = System.Net.IPEndPoint.Parse(gateway.Gateway.Addresses.ShouldHaveSingleItem().ToString());

        using ScriptedConnection client = ScriptedConnection.To(after);
        Ask(client);
        SpinWait.SpinUntil(() => Refuses(before), TimeSpan.FromSeconds(5)).ShouldBeTrue();
    }

    private static bool Refuses(System.Net.IPEndPoint address)
    {
        try
        {
            ScriptedConnection.To(address).Dispose();
            return false;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return true;
        }
    }

    private static void Ask(ScriptedConnection client)
    {
        client.Write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        client.ReadBody(client.ReadHead()!).ShouldBe("ok");
    }
}
