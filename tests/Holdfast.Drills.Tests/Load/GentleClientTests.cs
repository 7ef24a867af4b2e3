using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills;

public sealed class GentleClientTests : IDisposable
{
    private readonly LinuxNetwork network = new();
    private readonly SmallOrigin origin;

    public GentleClientTests() => origin = new SmallOrigin("one", network, SystemClock.Instance);

    public void Dispose() => origin.Dispose();

    [Fact]
    public void Answers_AreCountedByServerAndStatusOverKeptConnections()
    {
        using GentleClient client = Start(new() { RequestsPerSecond = 500, Paths = ["/", "/status/503", "/chunked/40000"], ConnectionsMaximum = 4 });
        GentleTally tally = WaitFor(client, seen => seen.Answered >= 60);
        tally.Failed.ShouldBe(0);
        tally.AnswersByServer.Keys.ShouldBe(["one"]);
        tally.AnswersByStatus[503].ShouldBeGreaterThanOrEqualTo(19);
        tally.AnswersByStatus[200].ShouldBeGreaterThanOrEqualTo(38);
        origin.ConnectionCount.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void Rate_IsKeptByTheClock()
    {
        long begun = SystemClock.Instance.NowNanoseconds;
        using GentleClient client = Start(new() { RequestsPerSecond = 100 });
        GentleTally tally = WaitFor(client, seen => seen.Sent >= 30);
        // The first request goes at once, so the 30th is due after 290 ms; never earlier, however late the machine is.
        (SystemClock.Instance.NowNanoseconds - begun).ShouldBeGreaterThanOrEqualTo(290_000_000);
        tally.Failed.ShouldBe(0);
    }

    [Fact]
    public void RefusedConnects_CountAsFailedAndItRecovers()
    {
        origin.StopAccepting();
        using GentleClient client = Start(new() { RequestsPerSecond = 200 });
        WaitFor(client, seen => seen.Failed >= 5).Answered.ShouldBe(0);
        origin.StartAccepting();
        WaitFor(client, seen => seen.Answered >= 5);
    }

    [Theory]
    [InlineData("/reset/100")]
    [InlineData("/delay/60000")]
    public void AnswersThatBreakOffOrDoNotCome_CountAsFailed(string path)
    {
        using GentleClient client = Start(new() { RequestsPerSecond = 200, Paths = [path], Timeout = TimeSpan.FromMilliseconds(50) });
        WaitFor(client, seen => seen.Failed >= 5).Answered.ShouldBe(0);
    }

    [Fact]
    public void EveryConnectionBusy_CountsAsLateInsteadOfPilingUp()
    {
        using GentleClient client = Start(new() { RequestsPerSecond = 200, Paths = ["/delay/60000"], ConnectionsMaximum = 2 });
        WaitFor(client, seen => seen.Late >= 5).Sent.ShouldBe(2);
    }

    [Fact]
    public void Stopped_SendsNothingNew()
    {
        using GentleClient client = Start(new() { RequestsPerSecond = 1000 });
        WaitFor(client, seen => seen.Answered >= 5);
        client.Stop();
        long sent = client.Tally.Sent;
        WaitFor(client, seen => seen.Answered == seen.Sent).Sent.ShouldBe(sent);
    }

    private GentleClient Start(GentleClientOptions options) => new(origin.Address, network, SystemClock.Instance, options);

    private static GentleTally WaitFor(GentleClient client, Func<GentleTally, bool> condition)
    {
        SpinWait.SpinUntil(() => condition(client.Tally), TimeSpan.FromSeconds(20)).ShouldBeTrue(client.Tally.ToString());
        return client.Tally;
    }
}
