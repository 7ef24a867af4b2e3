using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>
/// One of three servers is stopped for seconds (SIGSTOP): the kernel goes on accepting for it and nothing is answered. Before a whole gateway with
/// probes in virtual time: what brings it back is an answer, never a connect.
/// </summary>
public sealed class StoppedServerTests : IDisposable
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private SimulatedGateway gateway = null!;
    private SimulatedOrigin[] origins = null!;
    private SimulatedPeer[] clients = [];
    private int asked;

    [Theory]
    [InlineData("no probes of its own")]
    [InlineData("probes that connect")]
    [InlineData("probes that ask")]
    public void StoppedForTenSeconds_IsOutUntilItAnswers(string kind)
    {
        Begin(kind);
        Action<SimulatedPeer>? answer = origins[1].OnBytes;
        origins[1].OnBytes = null;
        double wentOut = Talk(10, until: () => !Server.Available);
        wentOut.ShouldBeLessThan(1.5);
        int connects = origins[1].Connections.Count;
        Talk(10, until: () => Server.Available).ShouldBeGreaterThan(10, "it has answered nothing");
        origins[1].Connections.Count.ShouldBeGreaterThan(connects + 2, "it has accepted what it was asked");

        origins[1].OnBytes = answer;
        Talk(5, until: () => Server.Available).ShouldBeLessThan(3);
    }

    [Fact]
    public void StoppedWhileAProbeConnects_TheConnectAcquitsNobody()
    {
        Begin("probes that connect");
        origins[1].OnBytes = null;
        gateway.Network.FaultsOf(Server.Address).LatencyNanoseconds = 60_000_000;
        for (int i = 0; Health.ProbeStartedAt == 0; i++)
        {
            i.ShouldBeLessThan(1_000);
            gateway.Pass(0.01);
        }

        Health.Suspect(gateway.Network.Clock.NowNanoseconds);
        gateway.Pass(0.15);
        Health.Suspicion.IsOn.ShouldBeTrue("the kernel accepts for a process that is stopped");
        gateway.Pass(0.2);
        Health.Reason.ShouldBe(EjectionReason.Silent);
    }

    public void Dispose() => gateway.Dispose();

    private ServerHealth Health => gateway.Worker.Pools[0].Snapshot.Health.Servers[1];

    private ServerState Server => Health.Server;

    private void Begin(string kind)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80");
        HealthConfig? health = kind == "no probes of its own" ? null : new HealthConfig { Path = kind == "probes that ask" ? "/healthz" : null, Interval = TimeSpan.FromSeconds(1) };
        PoolConfig pool = config.Pools["shop"] with { Balance = new BalanceConfig { Policy = BalancePolicy.RoundRobin }, Health = health };
        gateway = new SimulatedGateway(config with { Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool } }, withHealth: true);
        origins = [.. Enumerable.Range(1, 3).Select(i => gateway.Origin($"10.0.0.{i}:80"))];
        Array.ForEach(origins, origin => origin.AnswerEach(Ok));
        clients = [.. Enumerable.Range(0, 12).Select(_ => gateway.Connect())];
        // Until it is known what is usual, and the first probes, from before they listened, are made up for.
        Talk(20, until: () => false);
        Server.Available.ShouldBeTrue();
    }

    /// <summary>Clients go on asking, in turns, since those whose server is stopped wait.</summary>
    /// <returns>Seconds until then; more than given where it never was.</returns>
    private double Talk(double seconds, Func<bool> until)
    {
        for (double passed = 0; passed < seconds; passed += 0.02)
        {
            if (until())
            {
                return passed;
            }

            clients[asked++ % clients.Length].Send(Get);
            gateway.Pass(0.02);
        }

        return seconds + 1;
    }
}
