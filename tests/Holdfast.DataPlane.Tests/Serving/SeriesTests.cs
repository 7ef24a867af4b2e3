using Holdfast.Configuration;
using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>What a request leaves in the second-by-second record, through a real gateway.</summary>
public sealed class SeriesTests
{
    [Fact]
    public void GoodAnswersErrorsAndRetries_AreTold()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nX-Version: 7\r\nContent-Length: 2\r\n\r\nok");
        using ScriptedServer failing = ScriptedServer.Answering("HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nno");
        using GatewayHarness gateway = new(server);
        using GatewayHarness bad = new(failing);
        SeriesMemory memory = Begin(gateway, out SeriesRecorder recorder);
        SeriesMemory badMemory = Begin(bad, out SeriesRecorder badRecorder);

        gateway.Exchange("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        gateway.Exchange("GET /b HTTP/1.1\r\nHost: a\r\nX-Retry-Count: 1\r\nConnection: close\r\n\r\n");
        bad.Exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        recorder.Record(101, 1).ShouldBeTrue();
        badRecorder.Record(101, 1).ShouldBeTrue();

        Value(memory, "pool:shop", Signal.OfferedFirst).ShouldBe(1);
        Value(memory, "pool:shop", Signal.OfferedRetry).ShouldBe(1);
        Value(memory, "route:/*", Signal.Good).ShouldBe(2);
        Value(memory, "class:default", Signal.Admitted).ShouldBe(2);
        Value(memory, "class:default", Signal.InFlight).ShouldBe(0);
        Value(memory, "route:/*", Signal.FirstByteMedian).ShouldBeGreaterThan(0);
        Value(memory, "class:shop/default", Signal.FirstByteMedian).ShouldBe(Value(memory, "route:/*", Signal.FirstByteMedian));
        Value(memory, $"server:shop/{server.Address}", Signal.Good).ShouldBe(2);
        Value(memory, $"server:shop/{server.Address}", Signal.Share).ShouldBe(1);
        Value(memory, $"server:shop/{server.Address}", Signal.FirstByteMedian).ShouldBeGreaterThan(0);
        Value(memory, $"server:shop/{server.Address}", Signal.ConnectMedian).ShouldBeGreaterThan(0);
        Value(memory, "pool:shop", Signal.Clients).ShouldBe(1, 0.01);
        Value(memory, "pool:shop", Signal.ClientsHarmed).ShouldBe(0);
        Value(memory, "gateway", Signal.PathEntropy).ShouldBe(1);
        gateway.Gateway.Metrics.Server("shop", server.Address, 0).Version.ShouldBe("7");

        Value(badMemory, "gateway", Signal.Good).ShouldBe(0);
        Value(badMemory, "gateway", Signal.FailedServerError).ShouldBe(1);
        Value(badMemory, "pool:shop", Signal.ClientsHarmed).ShouldBe(1, 0.01);
        Value(badMemory, $"server:shop/{failing.Address}", Signal.FailedServerError).ShouldBe(1);
    }

    /// <summary>What one client is refused by its rate limit was agreed with it: nobody is harmed.</summary>
    [Fact]
    public void ClientsWithoutAServer_AreHarmed_ThoseHeldByTheirRateLimitAreNot()
    {
        // No connection is kept: once it is stopped, nobody answers there.
        using ScriptedServer server = new(connection =>
        {
            connection.ReadHead();
            connection.Write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        });
        using GatewayHarness gateway = new(server);
        SeriesMemory memory = Begin(gateway, out SeriesRecorder recorder);
        gateway.Gateway.Orders.Throttle(new ThrottleWish("127.0.0.1", new RequestRate(1, TimeSpan.FromMinutes(10)), null, TimeSpan.FromMinutes(10), IsDryRun: false, "test")).ShouldBe(ThrottleResult.Applied);
        for (int request = 0; request < 4; request++)
        {
            gateway.Exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }

        recorder.Record(101, 1).ShouldBeTrue();
        Value(memory, "pool:shop", Signal.ShedRateLimit).ShouldBeGreaterThan(0);
        Value(memory, "pool:shop", Signal.ClientsHarmed).ShouldBe(0);

        gateway.Gateway.Orders.EndThrottle("127.0.0.1", null).ShouldNotBeNull();
        server.Dispose();
        gateway.Exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        recorder.Record(102, 1).ShouldBeTrue();
        Value(memory, "pool:shop", Signal.ClientsHarmed).ShouldBe(1, 0.01);
    }

    [Fact]
    public void WorkersThatServe_AnswerAtOnceWhenAsked()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using GatewayHarness gateway = new(server);
        gateway.Gateway.ReadLoopLag();
        gateway.Exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        gateway.Gateway.ReadLoopLag().ShouldBeInRange(0, 5);
    }

    private static SeriesMemory Begin(GatewayHarness gateway, out SeriesRecorder recorder)
    {
        SeriesMemory memory = new();
        recorder = new(new SeriesInputs { Catalog = gateway.Gateway.Metrics, ReadLevels = gateway.Gateway.ReadLevels, ReadLoopLag = gateway.Gateway.ReadLoopLag }, memory);
        recorder.Record(100, 1).ShouldBeFalse();
        return memory;
    }

    private static double Value(SeriesMemory memory, string subject, Signal signal)
    {
        double[] value = new double[1];
        memory.Read(SeriesWords.TryParseSubject(subject)!.Value, signal, memory.NewestSecond, value).ShouldBeTrue($"{subject} {signal}");
        return value[0];
    }
}
