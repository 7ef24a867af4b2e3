using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Drills.Load;

/// <summary>Garbage of the generator would be pauses that are taken for the server's.</summary>
public sealed class LoadAllocationTests : IDisposable
{
    private const double WarmUpSeconds = 1;
    private const double Seconds = 1.5;

    // What a second itself costs: the lists and histograms that are handed over with it, and the latencies of the second that begins.
    private const long BytesForSeconds = 16 * 1024;

    private readonly LinuxNetwork network = new();
    private readonly LoopThread thread;
    private readonly ModelServer server;
    private long allocated;
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
        (LoadResult result, long bytes) = Run(traffic);
        double requests = traffic.Rate.At(TimeSpan.Zero) * Seconds;
        LoadCounts counts = result.Total.Counts;
        (counts.Good + counts.Shed).ShouldBeInRange((long)(requests * 0.9), (long)(requests * 1.1), counts.ToString());
        bytes.ShouldBeLessThan(BytesForSeconds, $"{bytes} bytes for {requests} requests");
    }

    /// <summary>Proves that the measurement sees one small object for each request.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void AnObjectForEachRequest_IsSeen()
    {
        TrafficClass traffic = new() { Rate = RateCurve.Constant(4000), Deadline = TimeSpan.FromSeconds(10) };
        (_, long bytes) = Run(traffic, afterStep: static () => GC.KeepAlive(new object()));
        bytes.ShouldBeGreaterThan(BytesForSeconds);
    }

    /// <summary>Bytes of the measured steps, without those in which a second was handed over.</summary>
    private (LoadResult Result, long Bytes) Run(TrafficClass traffic, Action? afterStep = null)
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
            allocated += isWarm && delivered == deliveredBefore ? bytes : 0;
        }

        return (collector.Finish([worker], isCancelled: false, start), allocated);
    }
}
