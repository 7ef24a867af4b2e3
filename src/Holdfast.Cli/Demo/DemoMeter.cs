using Holdfast.Admin;
using Holdfast.Drills;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>Turns counters that only grow into what happened since the last look. One thread.</summary>
internal sealed class DemoMeter
{
    // Percentiles of one second would jump: a server gets some fifty requests in it.
    private const int WindowSamples = 5;

    private readonly GatewayHost host;
    private readonly GentleClient client;
    private readonly IClock clock;
    private readonly long startedAt;
    private readonly Dictionary<string, Track> tracks = new(StringComparer.Ordinal);
    private long sampledAt;
    private long sentBefore;

    public DemoMeter(GatewayHost host, GentleClient client, IClock clock)
    {
        this.host = host;
        this.client = client;
        this.clock = clock;
        startedAt = sampledAt = clock.NowNanoseconds;
    }

    public TimeSpan Elapsed => TimeSpan.FromTicks((clock.NowNanoseconds - startedAt) / TimeSpan.NanosecondsPerTick);

    /// <summary>Before the first second is over: what there is, and no rates, which a moment would show far too high or too low.</summary>
    public DemoSample Begin() => new(TimeSpan.Zero, 0, 0, 0, 0, 0, [.. host.GetState().Pools.SelectMany(pool => pool.Servers)
        .Select(server => new DemoServerSample(server.Name, server.Address, server.Health, 0, 0, 0, 0, 0, 0, new long[StatusClass.Count]))]);

    public DemoSample Sample()
    {
        long now = clock.NowNanoseconds;
        double seconds = Math.Max(1, now - sampledAt) / 1e9;
        sampledAt = now;
        // The control thread's work of a second, which the demo has none for: without it `holdfast status` says that nobody is answered.
        host.Sample();
        GentleTally tally = client.Tally;
        double rate = (tally.Sent - sentBefore) / seconds;
        sentBefore = tally.Sent;
        long refused = tally.AnswersByStatus.Where(status => status.Key >= 500).Sum(status => status.Value);
        return new DemoSample(Elapsed, tally.Sent, tally.Answered, tally.Failed + refused, tally.Sent - tally.Answered - tally.Failed, rate, ServersSince(seconds));
    }

    private DemoServerSample[] ServersSince(double seconds)
    {
        ServerReport[] servers = [.. host.GetState().Pools.SelectMany(pool => pool.Servers)];
        IReadOnlyList<CounterSeries<ServerCounters>> series = host.Gateway.Metrics.Servers();
        (ServerReport Report, Track Track, long Count)[] seen = [.. servers.Select(server => (server, TrackOf(server.Name), TrackOf(server.Name).Advance(server.Requests)))];
        double total = Math.Max(1, seen.Sum(one => one.Count));
        return [.. seen.Select(one =>
        {
            CounterSeries<ServerCounters>? counters = series.FirstOrDefault(candidate => candidate.Name == one.Report.Name);
            LatencyHistogram latency = one.Track.Window(counters);
            return new DemoServerSample(
                one.Report.Name,
                one.Report.Address,
                one.Report.Health,
                one.Count / seconds,
                one.Count / total,
                one.Report.InFlight,
                latency.Percentile(50) / 1e6,
                latency.Percentile(99) / 1e6,
                one.Report.Requests,
                [.. Enumerable.Range(0, StatusClass.Count).Select(status => counters?.Sum(worker => worker.StatusClasses[status]) ?? 0)]);
        })];
    }

    private Track TrackOf(string name)
    {
        if (!tracks.TryGetValue(name, out Track? track))
        {
            track = new Track();
            tracks[name] = track;
        }

        return track;
    }

    /// <summary>What was seen of one server before.</summary>
    private sealed class Track
    {
        private readonly Queue<LatencyHistogram> earlier = new();
        private long requests;

        public long Advance(long requestsNow)
        {
            long count = requestsNow - requests;
            requests = requestsNow;
            return count;
        }

        /// <summary>Latencies of the last samples.</summary>
        public LatencyHistogram Window(CounterSeries<ServerCounters>? counters)
        {
            LatencyHistogram all = new();
            counters?.TryMerge(worker => worker.TimeToFirstByte, all);
            LatencyHistogram window = new();
            all.CopyTo(window);
            if (earlier.Count > 0)
            {
                window.Subtract(earlier.Peek());
            }

            earlier.Enqueue(all);
            if (earlier.Count > WindowSamples)
            {
                earlier.Dequeue();
            }

            return window;
        }
    }
}
