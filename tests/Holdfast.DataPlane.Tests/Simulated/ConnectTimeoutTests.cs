using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Connects that are not accepted within a fifth of a second, before a whole gateway with probes in virtual time: chance for a moment, or a host that is gone.</summary>
public sealed class ConnectTimeoutTests : IDisposable
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private readonly SimulatedGateway gateway;
    private readonly SimulatedOrigin[] origins;
    private readonly SimulatedPeer[] clients;
    private int asked;

    public ConnectTimeoutTests()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80");
        PoolConfig pool = config.Pools["shop"] with { Balance = new BalanceConfig { Policy = BalancePolicy.RoundRobin } };
        gateway = new SimulatedGateway(
            config with { Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool }, Timeouts = config.Timeouts with { Connect = TimeSpan.FromMilliseconds(200) } },
            withHealth: true);
        origins = [.. Enumerable.Range(1, 3).Select(i => gateway.Origin($"10.0.0.{i}:80"))];
        Array.ForEach(origins, origin => origin.AnswerEach(Ok));
        clients = [.. Enumerable.Range(0, 12).Select(_ => gateway.Connect())];
    }

    [Fact]
    public void TwoOfThreeAcceptNothingForAMoment_NobodyGoesOutAndAllAreAnswered()
    {
        Lose(0, true);
        Lose(1, true);
        Array.ForEach(clients, client => client.Send(Get));
        gateway.Pass(0.15);
        Lose(0, false);
        Lose(1, false);
        for (int look = 0; look < 60; look++)
        {
            gateway.Pass(0.05);
            Servers.ShouldAllBe(server => server.Available);
        }

        Servers.Count(server => TimeoutsOf(server) > 0).ShouldBe(2, "or nothing was lost");
        Servers.ShouldAllBe(server => server.Limit > 1, "and nobody is held down");
        clients.ShouldAllBe(client => client.Received.EndsWith("ok"));
    }

    /// <summary>One connect was lost, and the probe that it asked for gets a connection: what it is answered then is for the probes' own count of failures.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ProbeAfterALostConnectIsAnsweredBadly_OneBadProbeIsNoProof(bool anotherIsLostMeanwhile)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80");
        PoolConfig pool = config.Pools["shop"] with { Health = new HealthConfig { Path = "/healthz" } };
        using SimulatedGateway probing = new(config with { Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool } }, withHealth: true);
        SimulatedOrigin[] both = [probing.Origin("10.0.0.1:80"), probing.Origin("10.0.0.2:80")];
        Array.ForEach(both, origin => origin.AnswerEach(Ok));
        probing.Pass(1);
        PoolHealth health = probing.Worker.Pools[0].Snapshot.Health;
        both[1].AnswerEach("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        Action<SimulatedPeer> answer = both[1].OnBytes!;
        both[1].OnBytes = peer =>
        {
            if (anotherIsLostMeanwhile)
            {
                health.ConnectTimedOut(health.Servers[1].Server);
            }

            answer(peer);
        };
        int before = both[1].Connections.Count;

        health.ConnectTimedOut(health.Servers[1].Server);
        probing.Pass(0.9);

        both[1].Connections.Count.ShouldBeGreaterThan(before, "it was looked at");
        health.Servers[1].Server.Available.ShouldBeTrue();
    }

    [Fact]
    public void HostIsGoneAndFewAsk_OutWithinASecondOfTheSecondTimeout()
    {
        Lose(1, true);
        double second = Talk(5, until: () => TimeoutsOf(Servers[1]) >= 2);
        second.ShouldBeLessThan(2);
        Talk(5, until: () => !Servers[1].Available).ShouldBeLessThan(1);
        gateway.Worker.Pools[0].Snapshot.Health.Servers[1].Reason.ShouldBe(EjectionReason.Silent);
        Talk(3, until: () => false);
        gateway.Pass(1);
        clients.Sum(client => client.Received.Split("\r\n\r\nok").Length - 1).ShouldBe(asked, "what was not sent is sent to another one");
        Servers[1].Available.ShouldBeFalse();

        Lose(1, false);
        Talk(5, until: () => Servers[1].Available).ShouldBeLessThan(4);
    }

    [Fact]
    public void HostIsGoneAndManyAsk_OutWithinASecondAndAllAreAnswered()
    {
        SimulatedPeer[] crowd = [.. Enumerable.Range(0, 60).Select(_ => gateway.Connect())];
        Lose(1, true);
        int sent = 0;
        double wentOut = 0;
        for (double passed = 0; passed < 3; passed += 0.005)
        {
            crowd[sent++ % crowd.Length].Send(Get);
            gateway.Pass(0.005);
            wentOut = wentOut == 0 && !Servers[1].Available ? passed : wentOut;
        }

        gateway.Pass(1);
        wentOut.ShouldBeInRange(0.2, 1);
        crowd.Sum(client => client.Received.Split("\r\n\r\nok").Length - 1).ShouldBe(sent);
    }

    [Fact]
    public void AllHostsAreGone_ProbesPutThemOutAndRequestsAreRefusedAtOnce()
    {
        for (int server = 0; server < 3; server++)
        {
            Lose(server, true);
        }

        Talk(6, until: () => Servers.All(server => !server.Available)).ShouldBeLessThan(4);
        gateway.Pass(2);
        Array.ForEach(clients, client => client.Take());
        Array.ForEach(clients, client => client.Send(Get));
        gateway.Pass(0.01);
        clients.ShouldAllBe(client => client.Received.StartsWith("HTTP/1.1 503 "));
    }

    public void Dispose() => gateway.Dispose();

    private ServerState[] Servers => gateway.Worker.Pools[0].Snapshot.Servers;

    private void Lose(int server, bool isLost) => gateway.Network.FaultsOf(Servers[server].Address).IgnoreConnects = isLost;

    private long TimeoutsOf(ServerState server) =>
        gateway.Metrics.Server("shop", server.Name, 0).ConnectFailures[Array.IndexOf(ExchangeRecorder.ConnectFailureLabels, "timed_out")];

    /// <summary>Ten requests a second, each from a client whose last one has been answered.</summary>
    /// <returns>Seconds until then; more than given where it never was.</returns>
    private double Talk(double seconds, Func<bool> until)
    {
        for (double passed = 0; passed < seconds; passed += 0.1)
        {
            if (until())
            {
                return passed;
            }

            clients[asked++ % clients.Length].Send(Get);
            gateway.Pass(0.1);
        }

        return seconds + 1;
    }
}
