using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills.Load;

/// <summary>Garbage of the generator would be pauses that are taken for the server's.</summary>
public sealed class LoadAllocationTests : IDisposable
{
    private const double WarmUpSeconds = 1;
    private const double Seconds = 1.5;

    // What a second costs (lists and histograms that are handed over, latencies of the one that begins), and queues that double when the
    // machine stalls. Not bytes: a stall of a second doubles a queue to many of them, in one step. With ten connections 6000 requests take
    // 600 steps at least.
    private const int StepsThatMayAllocate = 100;

    private readonly LinuxNetwork network = new();
    private readonly LoopThread thread;
    private readonly ModelServer server;
    private int allocating;
    private int delivered;

    public LoadAllocationTests()
    {
        thread = new LoopThread("model server", network, SystemClock.Instance);
        ModelServer? made = null;
        thread.Call(() => made = new ModelServer(network, thread.Loop, SystemClock.Instance) { AnswersAtOnce = true });
        server = made!;
    }

    public void Dispose() => thread.Dispose();

    [Theory]
    [InlineData("keep-alive")]
    [InlineData("mixed")]
    [InlineData("refused and repeated")]
    [InlineData("new connections")]
    [Trait("Category", "Slow")]
    public void WarmRequests_AllocateNothing(string kind)
    {
        NetworkAddress.TryParse("127.0.10.1:0", out NetworkAddress first).ShouldBeTrue();
        // So few connections that all of them are made while the load warms up, however the machine is used meanwhile.
        TrafficClass traffic = new() { Rate = RateCurve.Constant(4000), Deadline = TimeSpan.FromSeconds(10), ConnectionsMaximum = 10 };
        traffic = kind switch
        {
            "mixed" => traffic with
            {
                Arrivals = ArrivalPattern.Poisson,
                Clients = new ClientAddresses(first, 5),
                Requests = [new() { Path = "/a", Weight = 3 }, new() { Path = "/b", Method = "POST", BodyBytes = 500 }],
            },
            "refused and repeated" => traffic with { Retry = new RetryPlan(RetryKind.Immediate, 2) },
            "new connections" => traffic with { Rate = RateCurve.Constant(1000), KeepAlive = false },
            _ => traffic,
        };
        string answer = kind == "refused and repeated" ? ModelServer.Status(503) : ModelServer.Ok("hello");
        server.Answer = _ => answer;
        (LoadResult result, int steps) = Run(traffic);
        double requests = traffic.Rate.At(TimeSpan.Zero) * Seconds;
        LoadCounts counts = result.Total.Counts;
        (counts.Good + counts.Shed).ShouldBeInRange((long)(requests * 0.9), (long)(requests * 1.1), counts.ToString());
        steps.ShouldBeLessThan(StepsThatMayAllocate, $"{steps} steps with garbage for {requests} requests");
    }

    /// <summary>Proves that the measurement sees one small object for each request.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void AnObjectForEachRequest_IsSeen()
    {
        TrafficClass traffic = new() { Rate = RateCurve.Constant(4000), Deadline = TimeSpan.FromSeconds(10), ConnectionsMaximum = 10 };
        (_, int steps) = Run(traffic, afterStep: static () => GC.KeepAlive(new object()));
        steps.ShouldBeGreaterThan(3 * StepsThatMayAllocate);
    }

    /// <summary>Measured steps that left garbage, without those in which a second was handed over.</summary>
    private (LoadResult Result, int Steps) Run(TrafficClass traffic, Action? afterStep = null)
    {
        LoadPlan plan = new() { Targets = [server.Address], Classes = [traffic], WarmUp = TimeSpan.FromSeconds(WarmUpSeconds), Duration = TimeSpan.FromSeconds(Seconds) };
        LoadCollector collector = new(plan, null);
        long start = SystemClock.Instance.NowNanoseconds;
        using LoadWorker worker = new(plan, 0, network.CreateLoop(), SystemClock.Instance, start, meter: null, frame =>
        {
            delivered++;
            collector.Take(frame);
        });
        worker.Begin();
        while (!worker.IsDone)
        {
            int deliveredBefore = delivered;
            long before = GC.GetAllocatedBytesForCurrentThread();
            worker.Step();
            afterStep?.Invoke();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            bool isWarm = SystemClock.Instance.NowNanoseconds - start > LoadTimes.Nanoseconds(plan.WarmUp);
            allocating += isWarm && delivered == deliveredBefore && bytes > 0 ? 1 : 0;
        }

        return (collector.Finish([worker], isCancelled: false, start), allocating);
    }
}
