using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>
/// One of three servers dies under load, with or without a sign, before a whole gateway with probes in virtual time: whatever may be sent
/// twice is answered by another one.
/// </summary>
public sealed class DeadServerTests : IDisposable
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private readonly SimulatedGateway gateway = new(
        SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80") is var config
            ? config with { Pools = new Dictionary<string, PoolConfig> { ["shop"] = config.Pools["shop"] with { Balance = new BalanceConfig { Policy = BalancePolicy.RoundRobin } } } }
            : null,
        withHealth: true);

    private readonly SimulatedOrigin[] origins;
    private readonly List<SimulatedPeer> clients = [];

    public DeadServerTests()
    {
        origins = [.. Enumerable.Range(1, 3).Select(i => gateway.Origin($"10.0.0.{i}:80"))];
        Array.ForEach(origins, origin => origin.AnswerEach(Ok));
        for (int i = 0; i < 12; i++)
        {
            clients.Add(gateway.Connect());
        }

        // What is usual must be known before anything can be unusual.
        for (int round = 0; round < 30; round++)
        {
            SendAll(Get);
            gateway.Pass(0.1);
        }

        clients.ForEach(client => client.Take().ShouldEndWith("ok"));
    }

    [Fact]
    public void FallsSilent_ItsRequestsAreAnsweredByOthersWithinASecond()
    {
        origins[1].OnBytes = null;
        SendAll(Get);
        gateway.Pass(0.2);
        clients.Count(client => client.Received.Length == 0).ShouldBe(4);
        KeepOthersTalking(0.8, Get);

        clients.ShouldAllBe(client => client.Received.EndsWith("ok"));
        Health(1).Reason.ShouldBe(EjectionReason.Silent);
        gateway.Log.ToString().ShouldContain("server 10.0.0.2:80 of pool shop is taken out: it fell silent");
        Server(1).InFlight.ShouldBe(0);
        Retries.ShouldBe(5, "and the one of who keeps talking");
        origins[1].Requests.ShouldContain("OPTIONS * HTTP/1.1\r\n");
    }

    [Fact]
    public void FallsSilent_PostsWaitForIt()
    {
        origins[1].OnBytes = null;
        SendAll(Post);
        KeepOthersTalking(1, Get);
        Health(1).Reason.ShouldBe(EjectionReason.Silent);
        SimulatedPeer[] waiting = [.. clients.Where(client => client.Received.Length == 0)];
        waiting.Length.ShouldBe(4, "the server may have acted on them");

        origins[1].Connections.ForEach(connection => connection.Send(connection.Received.Contains("POST", StringComparison.Ordinal) ? Ok : ""));
        gateway.Pass(0.1);
        waiting.ShouldAllBe(client => client.Received.EndsWith("ok"));
        Retries.ShouldBe(1, "the GET of who keeps talking");
    }

    [Fact]
    public void IsStoppedAndGoesOn_IsUsedAgainWithinThreeSeconds()
    {
        Action<SimulatedPeer>? answer = origins[1].OnBytes;
        origins[1].OnBytes = null;
        SendAll(Get);
        KeepOthersTalking(2, Get);
        Server(1).Available.ShouldBeFalse();
        origins[1].OnBytes = answer;
        KeepOthersTalking(1, Get);
        Server(1).Available.ShouldBeTrue();
        KeepOthersTalking(3, Get);
        Health(1).Ramp.IsActive.ShouldBeFalse("it was away for a moment only");
    }

    [Fact]
    public void Pauses_IsNotEjectedWhenItAnswersTheProbe()
    {
        origins[1].OnBytes = peer =>
        {
            if (peer.Received.StartsWith("OPTIONS", StringComparison.Ordinal))
            {
                peer.Send("HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n");
            }
        };
        SendAll(Get);
        KeepOthersTalking(3, Get);
        Server(1).Available.ShouldBeTrue();
        clients.Count(client => client.Received.Length == 0).ShouldBe(4, "it is slow, not dead");
    }

    /// <param name="since">Seconds. When they have left so lately the end of each may have been chance, and more of them end at once than the budget lets repeat at once.</param>
    [Theory]
    [InlineData(0.15)]
    [InlineData(0.01)]
    public void Killed_NoGetIsLost(double since)
    {
        Array.ForEach(origins, origin => origin.OnBytes = null);
        SendAll(Get);
        gateway.Pass(since);
        Array.ForEach(origins, origin => origin.AnswerEach(Ok));
        origins[1].Kill();
        gateway.Pass(0.1);
        AnswerAll(0);
        AnswerAll(2);
        gateway.Pass(0.1);

        clients.ShouldAllBe(client => client.Received.EndsWith("ok"));
        Health(1).IsEjected.ShouldBeTrue();
        Server(1).InFlight.ShouldBe(0);
    }

    [Fact]
    public void Killed_PostsItHadAreAnsweredWith502AndSentToNobodyElse()
    {
        Array.ForEach(origins, origin => origin.OnBytes = null);
        SendAll(Post);
        gateway.Pass(0.15);
        origins[1].Kill();
        gateway.Pass(0.1);

        clients.Count(client => client.Received.StartsWith("HTTP/1.1 502 ", StringComparison.Ordinal)).ShouldBe(4);
        origins.Where((_, i) => i != 1).Sum(origin => origin.Requests.Split("POST").Length - 1).ShouldBe(8);
        Retries.ShouldBe(0);
    }

    [Fact]
    public void AllAreKilled_503AtOnceUntilOneIsBack()
    {
        Array.ForEach(origins, origin => origin.Kill());
        SendAll(Get);
        gateway.Pass(1);
        clients.ForEach(client => client.Take());
        long before = gateway.Network.Clock.NowNanoseconds;
        SendAll(Get);
        gateway.Pass(0.002);
        clients.ShouldAllBe(client => client.Received.StartsWith("HTTP/1.1 503 "));
        (gateway.Network.Clock.NowNanoseconds - before).ShouldBeLessThan(5_000_000);

        gateway.Pass(30);
        SimulatedOrigin back = gateway.Origin("10.0.0.3:80");
        back.AnswerEach(Ok);
        gateway.Pass(0.8);
        clients.ForEach(client => client.Take());
        SendAll(Get);
        gateway.Pass(0.1);
        clients.Count(client => client.Received.EndsWith("ok", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Refuses_IsConfirmedByAProbeAtOnce()
    {
        origins[1].Kill();
        SendAll(Get);
        gateway.Pass(0.3);
        clients.ShouldAllBe(client => client.Received.EndsWith("ok"));
        Health(1).Ejection.IsConfirmed.ShouldBeTrue();
    }

    public void Dispose() => gateway.Dispose();

    private long Retries => gateway.Metrics.Pool("shop", 0).Retries;

    private ServerState Server(int index) => gateway.Worker.Pools[0].Snapshot.Servers[index];

    private ServerHealth Health(int index) => gateway.Worker.Pools[0].Snapshot.Health.Servers[index];

    private void SendAll(string request) => clients.ForEach(client => client.Send(request));

    private void AnswerAll(int origin) =>
        origins[origin].Connections.ForEach(connection => connection.Send(connection.Received.Split("GET").Length - 1 > Answered(connection) ? Ok : ""));

    /// <summary>All connections have served their share of the thirty rounds; what is more is unanswered.</summary>
    private static int Answered(SimulatedPeer connection) => connection.Sent;

    private void KeepOthersTalking(double seconds, string request)
    {
        SimulatedPeer other = gateway.Connect();
        for (double passed = 0; passed < seconds; passed += 0.02)
        {
            other.Send(request);
            gateway.Pass(0.02);
        }
    }
}
