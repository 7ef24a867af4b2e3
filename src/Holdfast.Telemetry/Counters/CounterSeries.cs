using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>The counters of one route, pool, server or class: one object for each worker. Any thread may sum them up.</summary>
/// <remarks>A sum over workers that run is not one instant's, but each counter is whole and none goes back.</remarks>
public sealed class CounterSeries<T>
    where T : PaddedCounters
{
    private readonly Func<string, T> create;

    // Replaced whole when a worker is added, so that readers need no lock.
    private T?[] counters = [];

    internal CounterSeries(string name, string? pool, byte[] labels, Func<string, T> create)
    {
        Name = name;
        Pool = pool;
        Labels = labels;
        this.create = create;
    }

    public string Name { get; }

    /// <summary>The pool of a server; null for everything else.</summary>
    public string? Pool { get; }

    /// <summary>No longer configured; kept for a while so that its last requests are still seen.</summary>
    public bool IsRemoved => RemovedAtNanoseconds is not null;

    /// <summary>By worker; null where a worker has not counted here yet.</summary>
    public IReadOnlyList<T?> Workers => counters;

    /// <summary>The same, for who looks at thousands each second.</summary>
    internal ReadOnlySpan<T?> AllWorkers => counters;

    /// <summary>The labels as Prometheus text, escaped once: pool="shop",server="a".</summary>
    internal ReadOnlyMemory<byte> Labels { get; }

    /// <summary>Asked for since the last reload was completed. Under the catalog's lock.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>Part of a completed reload, now or before. Under the catalog's lock.</summary>
    internal bool WasConfigured { get; set; }

    internal long? RemovedAtNanoseconds { get; set; }

    public long Sum(Func<T, long> field)
    {
        long sum = 0;
        foreach (T? worker in counters)
        {
            sum += worker is null ? 0 : field(worker);
        }

        return sum;
    }

    /// <summary>Adds all workers' histograms to the destination, which is reset first; false when none has recorded anything.</summary>
    public bool TryMerge(Func<T, LatencyHistogram?> field, LatencyHistogram destination)
    {
        bool any = false;
        foreach (T? worker in counters)
        {
            LatencyHistogram? histogram = worker is null ? null : field(worker);
            if (histogram is null)
            {
                continue;
            }

            if (!any)
            {
                destination.Reset();
                any = true;
            }

            destination.Add(histogram);
        }

        return any;
    }

    /// <summary>Under the catalog's lock.</summary>
    internal T Of(int worker)
    {
        if (worker >= counters.Length)
        {
            T?[] grown = new T?[worker + 1];
            counters.CopyTo(grown, 0);
            Volatile.Write(ref counters, grown);
        }

        return counters[worker] ??= create(Name);
    }
}
