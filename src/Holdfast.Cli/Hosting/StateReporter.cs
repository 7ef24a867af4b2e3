using Holdfast.Admin;
using Holdfast.DataPlane.Snapshots;
using Holdfast.Foundation;
using Holdfast.Incidents.Reports;
using Holdfast.Storage.Records;
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
    private readonly PoolRates rates;
    private long refusedBefore;
    private double refusedPerSecond;
    private long sampledAt;

    public StateReporter(GatewayHost host, IClock clock)
    {
        this.host = host;
        this.clock = clock;
        startedAt = clock.UtcNow;
        busyBefore = new long[host.Gateway.WorkerCount];
        busyShare = new double[host.Gateway.WorkerCount];
        rates = new PoolRates(host.Gateway.Metrics);
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

        long refused = Enumerable.Range(0, busyShare.Length).Sum(worker => host.Gateway.Metrics.Gateway(worker).ClientsRefused);
        Volatile.Write(ref refusedPerSecond, (refused - refusedBefore) / (elapsed / 1e9));
        refusedBefore = refused;
        rates.Sample(elapsed / 1e9);
        sampledAt = now;
    }

    public GatewayStateReport Report()
    {
        AppliedConfig applied = host.Applied;
        RoutingSnapshot snapshot = host.Gateway.Snapshot;
        GatewayStateReport report = new()
        {
            Version = ProductVersion.Text,
            Pid = Environment.ProcessId,
            StartedAt = startedAt,
            Ready = host.IsReady,
            Draining = host.IsDraining,
            Config = new ConfigReport(applied.Source, applied.Fingerprint, applied.Revision, applied.LoadedAt, host.LastRefused),
            Clients = new ClientsReport(host.Gateway.Clients.Count, host.Gateway.Clients.Maximum, Math.Round(Volatile.Read(ref refusedPerSecond), 1)),
            Pressure = Pressure(),
            Detection = host.Detection,
            IncidentsInMemoryOnly = host.Incidents.Book.IsBroken,
            MessagesUndelivered = [.. (host.Escalation?.Undelivered ?? []).Select(one => one.Text)],
            IncidentStoreUsed = host.Incidents.Book.UsedShare is >= RecordStoreOptions.TellAt and var used ? Math.Round(used, 3) : null,
            TasksOverdue = host.Tasks is { } tasks ? TaskReports.OverdueSentence(tasks.Overdue(), tasks.Today) : null,
            Workers = [.. Enumerable.Range(0, busyShare.Length).Select(Worker)],
            Listeners = [.. host.Gateway.Addresses.Select(address => new ListenerReport(address.ToString(), !host.IsDraining))],
            Routes = Routes(snapshot),
            Pools = Pools(snapshot),
            Throttles = host.Operators.Throttles(),
            Hosts = AgentSide.Summary(host.Agents),
        };
        return report with { Troubles = Troubles.Of(report) };
    }

    private PressureReport? Pressure() => host.Gateway.Metrics.ReadPressure?.Invoke() is not { Parts.Count: > 0 } reading
        ? null
        : new PressureReport(Math.Round(reading.Level, 3), reading.Worst, reading.Step, reading.StepText, reading.Parts.ToDictionary(part => part.Part, part => Math.Round(part.Level, 3), StringComparer.Ordinal))
        {
            GcPauseP999Seconds = Math.Round(reading.GcPauseP999Nanoseconds / 1e9, 6),
            GcPauseLongestSeconds = Math.Round(reading.GcPauseLongestNanoseconds / 1e9, 6),
        };

    private WorkerReport Worker(int index)
    {
        long requests = host.Gateway.Metrics.Routes().Sum(series => index < series.Workers.Count && series.Workers[index] is { } counters ? PoolReporter.Total(counters.Outcomes) : 0);
        return new WorkerReport(index, host.Gateway.Metrics.Gateway(index).ClientsCurrent, requests, Math.Round(Volatile.Read(ref busyShare[index]), 3));
    }

    private List<RouteReport> Routes(RoutingSnapshot snapshot)
    {
        Dictionary<string, CounterSeries<RouteCounters>> series = host.Gateway.Metrics.Routes().ToDictionary(one => one.Name, StringComparer.Ordinal);
        return [.. snapshot.Routes.Select(route =>
        {
            series.TryGetValue(route.Name, out CounterSeries<RouteCounters>? counters);
            string pool = snapshot.Pools[route.PoolIndex].Name;
            return new RouteReport(route.Name, pool, Words.Of(route.Class), counters?.Sum(one => one.InFlight) ?? 0, counters?.Sum(one => PoolReporter.Total(one.Outcomes)) ?? 0)
            {
                RateLimitDryRun = route.HasDryRun ? counters?.Sum(one => one.RateLimitDryRun) ?? 0 : null,
            };
        })];
    }

    private List<PoolReport> Pools(RoutingSnapshot snapshot)
    {
        PoolReporter reporter = new(host.Gateway.Metrics, rates);
        return [.. snapshot.Pools.Select(pool => reporter.Report(pool, host.Gateway.ReadPool(pool)))];
    }
}
