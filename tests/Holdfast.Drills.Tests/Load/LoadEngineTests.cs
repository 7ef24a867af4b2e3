using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills.Load;

public sealed class LoadEngineTests : IDisposable
{
    private readonly LinuxNetwork network = new();
    private readonly LoopThread thread;
    private readonly ModelServer server;
    private readonly LoadEngine engine;

    public LoadEngineTests()
    {
        thread = new LoopThread("model server", network, SystemClock.Instance);
        ModelServer? made = null;
        thread.Call(() => made = new ModelServer(network, thread.Loop, SystemClock.Instance) { AnswersAtOnce = true });
        server = made!;
        engine = new LoadEngine(network, SystemClock.Instance);
    }

    public void Dispose() => thread.Dispose();

    [Fact]
    public async Task RealSockets_CarryEveryRequestFromEveryClientAddress()
    {
        NetworkAddress.TryParse("127.0.10.1:0", out NetworkAddress first).ShouldBeTrue();
        LoadResult result = await engine.RunAsync(Plan(500, 1) with { Threads = 2, Classes = [Class(500) with { Clients = new ClientAddresses(first, 5) }] });
        LoadCounts counts = result.Total.Counts;
        (counts.Intended, counts.Good, counts.Ended, result.End).ShouldBe((500, 500, 500, LoadEnd.Completed), counts.ToString());
        server.Peers.Select(peer => peer.IPv4).Distinct().Count().ShouldBe(5);
        result.Seconds.Sum(second => second.Classes[0].Counts.Good).ShouldBe(500);
        result.Health.CpuShare.ShouldBeInRange(0.0001, 1);
    }

    /// <summary>The server's thread really stops; its kernel accepts on.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task FrozenServer_IsSeenByEveryRequestThatWasDue()
    {
        Task<LoadResult> running = engine.RunAsync(Plan(300, 5) with { Classes = [Class(300) with { ConnectionsMaximum = 2 }] });
        await Task.Delay(1000);
        thread.Post(() => Thread.Sleep(2000));
        LoadResult result = await running;
        result.Total.Counts.Intended.ShouldBe(1500);
        result.Total.Counts.Failed.ShouldBe(0);
        // 600 of 1500 were due in the freeze; 2 of them were under way.
        (result.Total.Response.Percentile(95) / 1e9).ShouldBeInRange(1.5, 2.5);
        (result.Total.Service.Percentile(95) / 1e9).ShouldBeLessThan(0.5);
        (result.Total.Service.Maximum / 1e9).ShouldBeInRange(1.5, 2.5);
    }

    [Fact]
    public async Task Cancelled_ReturnsWhatWasSeenUntilThen()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(700));
        LoadResult result = await engine.RunAsync(Plan(100, 600), null, stop.Token);
        result.End.ShouldBe(LoadEnd.Cancelled);
        result.Duration.TotalSeconds.ShouldBeInRange(0.3, 30);
        result.Total.Counts.Ended.ShouldBe(result.Total.Counts.Intended);
    }

    [Fact]
    public async Task MoreConnectionsThanDescriptors_IsRefusedWithTheRemedy()
    {
        LoadException refused = await Should.ThrowAsync<LoadException>(engine.RunAsync(Plan(1, 1) with { Classes = [Class(1) with { ConnectionsMaximum = int.MaxValue - 1000 }] }));
        refused.Message.ShouldContain("ulimit -n");
    }

    [Fact]
    public async Task NothingToSend_IsRefused() => await Should.ThrowAsync<LoadException>(engine.RunAsync(new LoadPlan()));

    private static TrafficClass Class(double rate) => new() { Rate = RateCurve.Constant(rate), Deadline = TimeSpan.FromSeconds(10) };

    private LoadPlan Plan(double rate, double seconds) => new()
    {
        Targets = [server.Address],
        Classes = [Class(rate)],
        Duration = TimeSpan.FromSeconds(seconds),
    };
}
