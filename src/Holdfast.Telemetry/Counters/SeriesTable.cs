using System.Text;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>All series of one kind by name. Not thread-safe: the catalog holds its lock.</summary>
internal sealed class SeriesTable<T>
    where T : PaddedCounters
{
    // No operator can write a name with parentheses by accident, and it says that it is not a name.
    private const string Overflow = "(other)";

    // With the counters of a worker or two, whose arrays are elsewhere.
    private const int AboutBytes = 1000;

    private readonly Dictionary<(string? Pool, string Name), CounterSeries<T>> byName = [];
    private readonly string label;
    private readonly int capacity;
    private readonly Func<string, T> create;
    private CounterSeries<T>? overflow;

    public SeriesTable(string label, int capacity, Func<string, T> create)
    {
        this.label = label;
        this.capacity = capacity;
        this.create = create;
    }

    public CounterSeries<T> Touch(string? pool, string name)
    {
        if (!byName.TryGetValue((pool, name), out CounterSeries<T>? series))
        {
            if (byName.Count >= capacity && !TryEvictOldestRemoved())
            {
                return overflow ??= Create(pool is null ? null : Overflow, Overflow);
            }

            series = Create(pool, name);
            LastingMemory.Note(AboutBytes);
            byName.Add((pool, name), series);
        }

        series.IsTouched = true;
        return series;
    }

    public CounterSeries<T>[] ToArray() => overflow is null ? [.. byName.Values] : [.. byName.Values, overflow];

    /// <summary>What was not asked for since the last time is not configured any more.</summary>
    public void CompleteReload(long nowNanoseconds)
    {
        foreach (CounterSeries<T> series in byName.Values)
        {
            if (series.IsTouched)
            {
                series.RemovedAtNanoseconds = null;
                series.WasConfigured = true;
                series.IsTouched = false;
            }
            else
            {
                series.RemovedAtNanoseconds ??= nowNanoseconds;
            }
        }
    }

    public void AbandonReload()
    {
        foreach (CounterSeries<T> series in byName.Values.ToArray())
        {
            series.IsTouched = false;
            if (!series.WasConfigured)
            {
                byName.Remove((series.Pool, series.Name));
            }
        }
    }

    public void DropRemovedBefore(long nanoseconds)
    {
        foreach (CounterSeries<T> series in byName.Values.Where(one => !one.IsTouched && one.RemovedAtNanoseconds <= nanoseconds).ToArray())
        {
            byName.Remove((series.Pool, series.Name));
        }
    }

    private bool TryEvictOldestRemoved()
    {
        CounterSeries<T>? oldest = byName.Values.Where(one => one.IsRemoved && !one.IsTouched).MinBy(one => one.RemovedAtNanoseconds);
        return oldest is not null && byName.Remove((oldest.Pool, oldest.Name));
    }

    private CounterSeries<T> Create(string? pool, string name)
    {
        string labels = pool is null
            ? $"{label}=\"{PrometheusWriter.Escape(name)}\""
            : $"pool=\"{PrometheusWriter.Escape(pool)}\",{label}=\"{PrometheusWriter.Escape(name)}\"";
        return new(name, pool, Encoding.UTF8.GetBytes(labels), create);
    }
}
