using System.Text.Json;

namespace Holdfast.Drills;

public class ControlActionsTests
{
    [Fact]
    public void State_TellsWhatTheOriginDid()
    {
        using OriginStage stage = new();
        stage.Get("/");
        stage.Get("/session");
        stage.RunFor(3100);
        JsonElement state = stage.State;
        state.GetProperty("name").GetString().ShouldBe("a");
        state.GetProperty("address").GetString().ShouldBe("127.0.1.1:8001");
        state.GetProperty("alive").GetBoolean().ShouldBeTrue();
        foreach ((string name, int value) in (ReadOnlySpan<(string, int)>)
            [("admitted", 1), ("completed", 1), ("refused", 0), ("errors", 0), ("inFlight", 0), ("peakInFlight", 1), ("connections", 2), ("peakConnections", 2),
             ("sessions", 1), ("peakSessions", 1), ("lostSessions", 0), ("deaths", 0), ("queued", 0)])
        {
            state.GetProperty(name).GetInt32().ShouldBe(value, name);
        }

        JsonElement[] seconds = [.. state.GetProperty("perSecond").EnumerateArray()];
        seconds.Select(second => second.GetProperty("completed").GetInt32()).ShouldBe([1, 0, 0]);
        seconds.ShouldAllBe(second => second.GetProperty("sessions").GetInt32() == 1);
    }

    [Fact]
    public void Behaviour_ChangesWhatIsNamedAndNothingElse()
    {
        using OriginStage stage = new(new OriginBehaviour { Queue = 7 });
        stage.Order("/behaviour", """{"service":"exp:50ms","latencyFactor":10,"errorRate":0.2,"workers":4,"maxConnections":50,"usl":"0.03,0.0001","poison":null}""");
        stage.Origin.Behaviour.ShouldBe(new OriginBehaviour
        {
            Queue = 7,
            Service = new ServiceTime(ServiceShape.Exponential, TimeSpan.FromMilliseconds(50)),
            LatencyFactor = 10,
            ErrorRate = 0.2,
            Workers = 4,
            MaxConnections = 50,
            Usl = new ScalabilityLaw(0.03, 0.0001),
        });
    }

    [Fact]
    public void LatencyFactor_SlowsTheNextRequest()
    {
        using OriginStage stage = new();
        stage.Order("/behaviour", """{"latencyFactor":"10x"}""");
        double begun = stage.NowMilliseconds;
        OriginPeer peer = stage.Get("/");
        stage.RunFor(100);
        (peer.AtMilliseconds - begun).ShouldBe(50, 0.2);
    }

    [Theory]
    [InlineData("/behaviour", """{"latency":10}""", "unknown behaviour 'latency'; known are service, latencyFactor, ")]
    [InlineData("/behaviour", """{"workers":4,"service":"quick"}""", "service: 'quick' is not a service time.")]
    [InlineData("/behaviour", """{"workers":[4]}""", "workers: write a text or a number")]
    [InlineData("/behaviour", """[4]""", "the body is not a JSON object")]
    [InlineData("/behaviour", """{"workers":4""", "the body is not JSON: ")]
    [InlineData("/freeze", """{"for":6}""", "for: '6' is a duration without a unit.")]
    [InlineData("/freeze", """{"fro":"6s"}""", "unknown 'fro'; known is 'for'")]
    [InlineData("/die", """{"restartAfter":"soon"}""", "restartAfter: 'soon' is not a duration.")]
    public void WrongOrder_ChangesNothingAndSaysWhy(string path, string json, string expected)
    {
        using OriginStage stage = new();
        using JsonDocument answer = JsonDocument.Parse(stage.Order(path, json, status: 400));
        answer.RootElement.GetProperty("error").GetString().ShouldStartWith(expected);
        stage.Origin.Behaviour.ShouldBe(new OriginBehaviour());
        (stage.Origin.Life.IsAlive, stage.Origin.Life.IsFrozen).ShouldBe((true, false));
    }

    [Fact]
    public void UnknownOrder_IsAnsweredWithTheKnownOnes()
    {
        using OriginStage stage = new();
        stage.Order("/kill", "", status: 404).ShouldContain("POST /behaviour, /freeze, /die, /revive, /reset-counts");
    }

    [Fact]
    public void FrozenOrDead_ItTakesOrders()
    {
        using OriginStage stage = new();
        stage.Order("/freeze", """{"for":"6s"}""").ShouldContain("\"frozen\":true");
        stage.Order("/die", "{}").ShouldContain("\"alive\":false");
        stage.RunFor(60_000);
        stage.Origin.Life.IsAlive.ShouldBeFalse();
        stage.Order("/revive", "").ShouldContain("\"alive\":true");
        stage.Order("/die", """{"restartAfter":"10s"}""").ShouldContain("\"deaths\":2");
        stage.RunFor(10_001);
        OriginPeer peer = stage.Get("/");
        stage.RunFor(10);
        peer.Status.ShouldBe(200);
    }

    [Fact]
    public void ResetCounts_BeginsAtZero()
    {
        using OriginStage stage = new();
        stage.Get("/");
        stage.RunFor(1500);
        stage.Order("/reset-counts", "");
        stage.RunFor(1000);
        stage.State.GetProperty("admitted").GetInt32().ShouldBe(0);
        stage.State.GetProperty("perSecond").EnumerateArray().Select(second => second.GetProperty("admitted").GetInt32()).ShouldBe([1, 0]);
    }

    [Fact]
    public void SeveralOrdersOnOneConnection_AreAnsweredInOrder()
    {
        using OriginStage stage = new();
        OriginPeer peer = new(stage, OriginStage.Control);
        peer.Send("POST /die HTTP/1.1\r\nHost: x\r\n\r\nPOST /revive HTTP/1.1\r\nHost: x\r\n\r\nGET /sta");
        stage.RunFor(1);
        peer.Send("te?seconds=5 HTTP/1.1\r\nHost: x\r\n\r\n");
        stage.RunFor(1);
        peer.Answers.ShouldBe(3);
        peer.Received.ShouldEndWith("\"perSecond\":[]}\n");
    }
}
