using Holdfast.Configuration;
using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>Both sides of a takeover over a real socket file; several gateways live in this process, as several processes would.</summary>
public sealed class TakeoverTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"holdfast-test-{Guid.NewGuid():N}.sock");
    private readonly EventLog events = new(TextWriter.Null, SystemClock.Instance);
    private readonly List<TakeoverServer> servers = [];

    public void Dispose() => servers.ForEach(server => server.Dispose());

    [Fact]
    public void TenTakeoversUnderTraffic_FailNoRequestAndTakeIdleClientsAlong()
    {
        using ScriptedServer origin = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        GatewayHarness current = new(Config(origin, workers: 1, port: 0), limits: SharedLimits.TryCreate());
        int port = current.Address.Port;
        Offer(current, replaceLiving: false, out ManualResetEventSlim finished);
        using ScriptedConnection idle = current.Connect();
        Ask(idle);
        using TrafficThreads traffic = new(current.Address, 6);

        for (int i = 0; i < 10; i++)
        {
            traffic.Await(50);
            GatewayHarness next = TakeOver(Config(origin, workers: 1 + (i % 3), port), out ManualResetEventSlim nextFinished);
            finished.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue("the predecessor must come to its end");
            current.Dispose();
            (current, finished) = (next, nextFinished);
        }

        traffic.Await(50);
        traffic.Failed.ShouldBe(0, traffic.FirstFailure);
        Ask(idle);
        traffic.Dispose();
        current.Dispose();
    }

    [Fact]
    public void SuccessorThatEndsHalfWay_ChangesNothing()
    {
        using ScriptedServer origin = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using GatewayHarness current = new(Config(origin, workers: 2, port: 0), limits: SharedLimits.TryCreate());
        Offer(current, replaceLiving: false, out ManualResetEventSlim finished);
        using TrafficThreads traffic = new(current.Address, 4);

        using (TakeoverClient successor = TakeoverClient.Connect(path)!)
        {
            successor.ReceiveListeners().Count.ShouldBe(2);
        }

        traffic.Await(200);
        finished.IsSet.ShouldBeFalse();
        traffic.Failed.ShouldBe(0, traffic.FirstFailure);
    }

    [Fact]
    public void StepThatFailsAfterTheHandover_EndsNothingBeforeItsTime()
    {
        using ScriptedServer origin = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        GatewayHarness current = new(Config(origin, workers: 1, port: 0), limits: SharedLimits.TryCreate());
        using ManualResetEventSlim finished = new();
        servers.Add(TakeoverServer.Start(path, replaceLiving: false, current.Gateway, events, () => throw new InvalidOperationException("the admin side"), finished.Set));
        using ScriptedConnection idle = current.Connect();
        Ask(idle);

        using GatewayHarness next = TakeOver(Config(origin, workers: 1, current.Address.Port), out _);

        finished.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        current.Dispose();
        Ask(idle);
        events.Recent().ShouldContain(record => record.Message.Contains("the admin side", StringComparison.Ordinal));
    }

    [Fact]
    public void NobodyToTakeOverFrom_IsSaid()
    {
        TakeoverClient.Connect(path).ShouldBeNull();
    }

    private static void Ask(ScriptedConnection connection)
    {
        connection.Write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        connection.ReadBody(connection.ReadHead()!).ShouldBe("ok");
    }

    private static GatewayConfig Config(ScriptedServer origin, int workers, int port) => GatewayHarness.ConfigFor(origin) with
    {
        Workers = workers,
        Listeners = [new ListenerConfig { Address = $"127.0.0.1:{port}" }],
        Timeouts = new TimeoutsConfig { Drain = TimeSpan.FromSeconds(5) },
    };

    private GatewayHarness TakeOver(GatewayConfig config, out ManualResetEventSlim finished)
    {
        TakeoverClient client = TakeoverClient.Connect(path)!;
        GatewayHarness next = new(config, client.ReceiveListeners(), client.Limits.ShouldNotBeNull());
        Offer(next, replaceLiving: true, out finished);
        client.BeginServing(next.Gateway, events);
        return next;
    }

    private void Offer(GatewayHarness harness, bool replaceLiving, out ManualResetEventSlim finished)
    {
        ManualResetEventSlim ended = finished = new ManualResetEventSlim();
        servers.Add(TakeoverServer.Start(path, replaceLiving, harness.Gateway, events, () => { }, ended.Set));
    }
}
