using Holdfast.Admin;
using Holdfast.Configuration;
using Holdfast.DataPlane;
using Holdfast.DataPlane.Health;
using Holdfast.DataPlane.Snapshots;
using Holdfast.DataPlane.Upstreams;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>One pool and its servers for the state report, from its reading, its health and the workers' counters. Any thread.</summary>
internal sealed class PoolReporter
{
    private static readonly RequestClass[] Classes = Enum.GetValues<RequestClass>();

    private readonly PoolRates rates;
    private readonly Dictionary<string, CounterSeries<PoolCounters>> pools;
    private readonly Dictionary<(string?, string), CounterSeries<ServerCounters>> servers;

    public PoolReporter(MetricCatalog metrics, PoolRates rates)
    {
        this.rates = rates;
        pools = metrics.Pools().ToDictionary(one => one.Name, StringComparer.Ordinal);
        servers = metrics.Servers().ToDictionary(one => (one.Pool, one.Name));
    }

    public PoolReport Report(PoolSnapshot pool, PoolReading reading)
    {
        CounterSeries<PoolCounters>? counters = pools.GetValueOrDefault(pool.Name);
        double serverErrors = rates.ServerErrorsOf(pool.Name);
        IReadOnlyList<ClassReport> classes = [.. Classes.Select((one, index) => Class(one, counters?.Sum(worker => worker.Queued[index]) ?? 0, reading))];
        PoolReport report = new(
            pool.Name,
            Words.Of(pool.Balance.Policy),
            classes.Sum(one => one.Waiting),
            [.. pool.Health.Servers.Select((health, index) => Server(pool.Name, health, reading.Servers[index]))])
        {
            Protection = reading.IsProtected ? "on" : "off",
            AnsweredPerSecond = Rounded(Math.Max(0, rates.Of(pool.Name, row => row.Cause == OutcomeCause.None) - serverErrors)),
            FailedPerSecond = Rounded(rates.Of(pool.Name, row => row.Cause is OutcomeCause.Server or OutcomeCause.Gateway) + serverErrors),
            Classes = classes,
            Shed = [.. OutcomeTable.ShedLabels().Select(label => Shed(pool.Name, label, counters))],
            Bulkheads = [.. reading.Bulkheads.Select(one => new BulkheadReport(one.Route, one.Share, one.Places, one.InFlight, one.Waiting, Rounded(one.OfferedPerSecond), one.Held, one.Shed))],
            Clients = [.. reading.Clients.Select(client => new ClientReport(client.Client, Rounded(client.RequestsPerSecond), Math.Round(client.Share, 3), client.IsOverFairShare, client.LooksLikeABot))],
        };
        return !reading.IsProtected ? report : report with
        {
            Capacity = reading.Capacity > 0 ? Rounded(reading.Capacity) : null,
            // In the same second as what became of them; until there is one, what the control loop reckons with.
            OfferedPerSecond = Rounded(rates.OfferedOf(pool.Name) ?? reading.OfferedPerSecond),
            ShedShare = Math.Round(reading.ShedShare, 3),
        };
    }

    private static ClassReport Class(RequestClass requestClass, long waiting, PoolReading reading)
    {
        int index = (int)requestClass;
        long oldest = index < reading.OldestWaits.Count ? reading.OldestWaits[index] : 0;
        return new(
            Words.Of(requestClass),
            waiting,
            waiting > 0 && oldest > 0 ? Math.Round(oldest / 1e9, 4) : null,
            index < reading.AdmittedShares.Count ? Math.Round(reading.AdmittedShares[index], 3) : null);
    }

    private ShedReport Shed(string pool, string label, CounterSeries<PoolCounters>? counters)
    {
        int outcome = Array.IndexOf(OutcomeTable.Labels(), label);
        return new(label, Rounded(rates.Of(pool, row => row.Label == label)), counters?.Sum(worker => worker.Outcomes[outcome]) ?? 0);
    }

    private ServerReport Server(string pool, ServerHealth health, ServerReading reading)
    {
        ServerState server = health.Server;
        CounterSeries<ServerCounters>? counters = servers.GetValueOrDefault((pool, server.Name));
        ServerReport report = new(
            server.Name,
            server.Address.ToString(),
            server.Weight,
            HealthOf(server.Condition),
            ReasonOf(health),
            server.InFlight,
            counters?.Sum(one => Total(one.Outcomes)) ?? 0,
            counters?.Sum(Failures) ?? 0)
        {
            RestoredShare = Math.Round(reading.RestoredShare, 3),
            Sessions = server.Places.Held,
            SessionLimit = server.Places.Maximum > 0 ? server.Places.Maximum : null,
        };
        return reading.Limit == 0 ? report : report with
        {
            Limit = reading.Limit,
            LimitReason = reading.LimitReason,
            LimitText = reading.LimitText,
            LimitFixed = reading.IsFixed,
            Baseline = Math.Round(reading.Baseline, 3),
            ServiceSeconds = reading.MeanServiceNanoseconds > 0 ? Math.Round(reading.MeanServiceNanoseconds / 1e9, 6) : null,
        };
    }

    private static string HealthOf(ServerCondition condition) =>
        (condition & ServerCondition.Draining) != 0 ? "draining" : condition == ServerCondition.None ? "healthy" : "ejected";

    private static string? ReasonOf(ServerHealth health)
    {
        List<string> reasons = [];
        if (health.Reason != EjectionReason.None)
        {
            reasons.Add(EjectionReasons.TextOf(health.Reason));
        }

        if (health.Server.Draining)
        {
            reasons.Add("an operator drains it");
        }

        return reasons.Count == 0 ? null : string.Join(", ", reasons);
    }

    internal static long Total(LabelledCounts outcomes)
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
        // A status of 500 or above was relayed to whoever asked, and is a failure all the same.
        long failures = counters.ServerErrors;
        for (int outcome = 0; outcome < counters.Outcomes.Count; outcome++)
        {
            failures += OutcomeTable.Row((RequestOutcome)outcome).Cause == OutcomeCause.Server ? counters.Outcomes[outcome] : 0;
        }

        return failures;
    }

    private static double Rounded(double rate) => Math.Round(rate, 1);
}
