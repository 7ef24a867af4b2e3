using Holdfast.Foundation;

namespace Holdfast.Cli.Tests;

public class TopSourceTests
{
    [Fact]
    public void GatewayThatDoesNotAnswerAtFirst_IsAFailure()
    {
        using ManualResetEventSlim stop = new();
        TopSource source = new(_ => throw new IOException("no gateway answers"), new VirtualClock());
        Should.Throw<IOException>(() => source.Ask(stop)).Message.ShouldBe("no gateway answers");
    }

    [Fact]
    public void GatewayThatStopsToAnswer_IsASample()
    {
        using ManualResetEventSlim stop = new();
        Queue<Func<AdminAnswer>> answers = new([() => new AdminAnswer(200, Body), () => throw new IOException("no gateway answers"), () => new AdminAnswer(401, "{}")]);
        TopSource source = new(_ => answers.Dequeue()(), new VirtualClock());
        source.Ask(stop)!.State.ShouldNotBeNull().Version.ShouldBe("1");
        source.Ask(stop)!.Failure.ShouldBe("no gateway answers");
        source.Ask(stop)!.Failure.ShouldNotBeNull().ShouldStartWith("the gateway refused");
    }

    [Fact]
    public void WhoWantsToLeave_DoesNotWaitForTheAnswer()
    {
        using ManualResetEventSlim stop = new();
        using ManualResetEventSlim answer = new();
        TopSource source = new(_ => { answer.Wait(TimeSpan.FromSeconds(30)); return new AdminAnswer(200, Body); }, new VirtualClock());
        stop.Set();
        source.Ask(stop).ShouldBeNull();
        answer.Set();
    }

    private const string Body = """{"version":"1","pid":1,"startedAt":"2026-03-01T00:00:00Z","ready":true,"draining":false,"config":{"source":"x","fingerprint":"f","revision":1,"loadedAt":"2026-03-01T00:00:00Z"}}""";
}
