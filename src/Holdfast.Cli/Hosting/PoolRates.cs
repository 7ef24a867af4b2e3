using Holdfast.DataPlane;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>What each pool's requests came to in the last second. One thread samples, any thread reads (locks).</summary>
internal sealed class PoolRates
{
    private readonly Lock gate = new();
    private readonly MetricCatalog metrics;
    private readonly Dictionary<string, Counted> pools = new(StringComparer.Ordinal);
    private double seconds = 1;

    public PoolRates(MetricCatalog metrics) => this.metrics = metrics;

    /// <summary>About once a second.</summary>
    /// <param name="elapsedSeconds">Since the last call.</param>
    public void Sample(double elapsedSeconds)
    {
        lock (gate)
        {
            seconds = Math.Max(elapsedSeconds, 1e-3);
            HashSet<string> present = new(StringComparer.Ordinal);
            foreach (CounterSeries<PoolCounters> series in metrics.Pools())
            {
                present.Add(series.Name);
                if (!pools.TryGetValue(series.Name, out Counted? counted))
                {
                    pools[series.Name] = counted = new Counted();
                }

                counted.Take(series);
            }

            pools.Keys.Where(name => !present.Contains(name)).ToList().ForEach(name => pools.Remove(name));
        }
    }

    /// <summary>Requests a second of the pool whose outcomes are chosen.</summary>
    public double Of(string pool, Func<OutcomeRow, bool> chosen)
    {
        lock (gate)
        {
            return pools.TryGetValue(pool, out Counted? counted) ? counted.LastOf(chosen) / seconds : 0;
        }
    }

    /// <summary>Answers a second of the pool's servers with a status of 500 or above: to whoever asked they are no answers.</summary>
    public double ServerErrorsOf(string pool)
    {
        lock (gate)
        {
            return pools.TryGetValue(pool, out Counted? counted) ? counted.LastServerErrors / seconds : 0;
        }
    }

    /// <summary>Requests a second that came for the pool, whatever became of them; null before the second look.</summary>
    public double? OfferedOf(string pool)
    {
        lock (gate)
        {
            return pools.TryGetValue(pool, out Counted? counted) ? counted.LastOffered / seconds : null;
        }
    }

    private sealed class Counted
    {
        private readonly long[] sums = new long[OutcomeTable.Count];
        private readonly long[] last = new long[OutcomeTable.Count];
        private long serverErrors;
        private long offered;
        private bool isKnown;

        public long LastServerErrors { get; private set; }

        public long? LastOffered { get; private set; }

        public void Take(CounterSeries<PoolCounters> series)
        {
            long errors = series.Workers.Sum(worker => worker is null ? 0 : Enumerable.Range(0, worker.ServerErrors.Count).Sum(index => worker.ServerErrors[index]));
            LastServerErrors = isKnown ? errors - serverErrors : 0;
            serverErrors = errors;
            long came = series.Workers.Sum(worker => worker?.OfferedInAll ?? 0);
            LastOffered = isKnown ? came - offered : null;
            offered = came;
            for (int outcome = 0; outcome < sums.Length; outcome++)
            {
                long sum = 0;
                foreach (PoolCounters? worker in series.Workers)
                {
                    sum += worker?.Outcomes[outcome] ?? 0;
                }

                // What was counted before the first look was not counted in one second.
                last[outcome] = isKnown ? sum - sums[outcome] : 0;
                sums[outcome] = sum;
            }

            isKnown = true;
        }

        public long LastOf(Func<OutcomeRow, bool> chosen)
        {
            long sum = 0;
            for (int outcome = 0; outcome < last.Length; outcome++)
            {
                sum += chosen(OutcomeTable.Row((RequestOutcome)outcome)) ? last[outcome] : 0;
            }

            return sum;
        }
    }
}
