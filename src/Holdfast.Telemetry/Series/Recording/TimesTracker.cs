namespace Holdfast.Telemetry.Series;

/// <summary>What all workers' durations of one thing came to since the last look. Thread of the recorder only.</summary>
internal sealed class TimesTracker<T>(Func<T, SecondTimes?> field)
    where T : PaddedCounters
{
    // Made with the first duration: of a thousand servers many may be silent.
    private ArraySegment<int> previous;
    private long previousCount;

    /// <summary>Adds the new durations; costs next to nothing where there are none.</summary>
    public void Take(ReadOnlySpan<T?> workers, TimesDelta into)
    {
        long count = 0;
        for (int worker = 0; worker < workers.Length; worker++)
        {
            count += workers[worker] is { } one ? field(one)?.Count ?? 0 : 0;
        }

        if (count == previousCount)
        {
            return;
        }

        previousCount = count;
        previous = previous.Array is null ? Slab.Of<int>(SecondTimes.Buckets) : previous;
        Span<int> before = previous;
        Span<int> now = stackalloc int[SecondTimes.Buckets];
        now.Clear();
        for (int worker = 0; worker < workers.Length; worker++)
        {
            if (workers[worker] is { } one && field(one) is { } times)
            {
                Sum(times.Counts, now);
            }
        }

        for (int bucket = 0; bucket < before.Length; bucket++)
        {
            // Counters of a bucket may wrap; their difference does not.
            int change = unchecked(now[bucket] - before[bucket]);
            if (change > 0)
            {
                into.Add(bucket, change);
            }

            before[bucket] = now[bucket];
        }
    }

    private static void Sum(ReadOnlySpan<int> counts, Span<int> into)
    {
        for (int bucket = 0; bucket < into.Length; bucket++)
        {
            into[bucket] = unchecked(into[bucket] + counts[bucket]);
        }
    }
}
