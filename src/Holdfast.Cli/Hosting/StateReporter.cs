using Holdfast.Admin;
using Holdfast.DataPlane;
using Holdfast.DataPlane.Snapshots;
using Holdfast.DataPlane.Upstreams;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>The gateway now, put together from the snapshot and the workers' counters; costs the workers nothing. Any thread.</summary>
internal sealed class StateReporter
{
    private readonly GatewayHost host;
    private readonly IClock clock;
    private readonly DateTimeOffset startedAt;
    private readonly long[] busyBefore;
    private readonly double[] busyShare;
    private long sampledAt;

    public StateReporter(GatewayHost host, IClock clock)
    {
        this.host = host;
        this.clock = clock;
        startedAt = clock.UtcNow;
        busyBefore = new long[host.Gateway.WorkerCount];
        busyShare = new double[host.Gateway.WorkerCount];
        sampledAt = clock.NowNanoseconds;
    }

    /// <summary>One thread, about once a second.</summary>
    public void Sample()
    {
        long now = clock.NowNanoseconds;
        double elapsed = Math.Max(1, now - sampledAt);
        for (int worker = 0; worker < busyShare.Length; worker++)
        {
            long busy = host.Gateway.Metrics.Gateway(worker).LoopBusyNanoseconds;
            Volatile.Write(ref busyShare[worker], Math.Clamp((busy - busyBefore[worker]) / elapsed, 0, 1));
            busyBefore[worker] = busy;
        }

        sampledAt = now;
    }

    public GatewayStateReport Report()
    {
        AppliedConfig applied = host.Applied;
        RoutingSnapshot snapshot = host.Gateway.Snapshot;
        return new GatewayStateReport
        {
            Version = ProductVersion.Text,
            Pid = Environment.ProcessId,
            StartedAt = startedAt,
            Ready = host.IsReady,
            Draining = host.IsDraining,
            Config = new ConfigReport(applied.Source, applied.Fingerprint, applied.Revision, applied.LoadedAt, host.LastRefused),
            Workers = [.. Enumerable.Range(0, busyShare.Length).Select(Worker)],
            Listeners = [.. host.Gateway.Addresses.Select(address => new ListenerReport(address.ToString(), !host.IsDraining))],
            Routes = Routes(snapshot),
            Pools = Pools(snapshot),
        };
    }

    private WorkerReport Worker(int index)
    {
        long requests = host.Gateway.Metrics.Routes().Sum(series => index < series.Workers.Count && series.Workers[index] is { } counters ? Total(counters.Outcomes) : 0);
        return new WorkerReport(index, host.Gateway.Metrics.Gateway(index).ClientsCurrent, requests, Math.Round(Volatile.Read(ref busyShare[index]), 3));
    }

    private List<RouteReport> Routes(RoutingSnapshot snapshot)
    {
        Dictionary<string, CounterSeries<RouteCounters>> series = host.Gateway.Metrics.Routes().ToDictionary(one => one.Name, StringComparer.Ordinal);
        return [.. snapshot.Routes.Select(route =>
        {
            series.TryGetValue(route.Name, out CounterSeries<RouteCounters>? counters);
            string pool = snapshot.Pools[route.PoolIndex].Name;
            return new RouteReport(route.Name, pool, Words.Of(route.Class), counters?.Sum(one => one.InFlight) ?? 0, counters?.Sum(one => Total(one.Outcomes)) ?? 0);
        })];
    }

    private List<PoolReport> Pools(RoutingSnapshot snapshot)
    {
        MetricCatalog metrics = host.Gateway.Metrics;
        Dictionary<string, CounterSeries<PoolCounters>> pools = metrics.Pools().ToDictionary(one => one.Name, StringComparer.Ordinal);
        Dictionary<(string?, string), CounterSeries<ServerCounters>> servers = metrics.Servers().ToDictionary(one => (one.Pool, one.Name));
        return [.. snapshot.Pools.Select(pool => new PoolReport(
            pool.Name,
            Words.Of(pool.Balance.Policy),
            pools.GetValueOrDefault(pool.Name)?.Sum(one => one.Queued) ?? 0,
            [.. pool.Servers.Select(server => Server(server, servers.GetValueOrDefault((pool.Name, server.Name))))]))];
    }

    private static ServerReport Server(ServerState server, CounterSeries<ServerCounters>? counters) => new(
        server.Name,
        server.Address.ToString(),
        server.Weight,
        HealthOf(server.Condition),
        ReasonOf(server.Condition),
        server.InFlight,
        counters?.Sum(one => Total(one.Outcomes)) ?? 0,
        counters?.Sum(Failures) ?? 0);

    private static string HealthOf(ServerCondition condition) =>
        (condition & ServerCondition.Draining) != 0 ? "draining" : condition == ServerCondition.None ? "healthy" : "ejected";

    private static string? ReasonOf(ServerCondition condition)
    {
        List<string> reasons = [];
        if ((condition & ServerCondition.ProbesFailed) != 0)
        {
            reasons.Add("probes failed");
        }

        if ((condition & ServerCondition.Ejected) != 0)
        {
            reasons.Add("requests failed");
        }

        if ((condition & ServerCondition.Draining) != 0)
        {
            reasons.Add("leaves on purpose");
        }

        return reasons.Count == 0 ? null : string.Join(", ", reasons);
    }

    private static long Total(LabelledCounts outcomes)
    {
        long total = 0;
        for (int outcome = 0; outcome < outcomes.Count; outcome++)
        {
            total += outcomes[outcome];
        }

        return total;
    }

    private static long Failures(ServerCounters counters)
    {
        long failures = 0;
        for (int outcome = 0; outcome < counters.Outcomes.Count; outcome++)
        {
            failures += OutcomeTable.Row((RequestOutcome)outcome).Cause == OutcomeCause.Server ? counters.Outcomes[outcome] : 0;
        }

        return failures;
    }
}
