namespace Holdfast.Agent.Trends;

/// <summary>Counters that should not move: when each rose last and by how much, for a day. One thread.</summary>
internal sealed class RiseBook
{
    private const int CountersMaximum = 256;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromHours(24);

    private readonly Dictionary<string, Rise> counters = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Rise> All => counters;

    /// <summary>Null when the counter has not risen within a day while it was watched.</summary>
    public Rise? Note(string name, long value, DateTimeOffset now)
    {
        if (!counters.TryGetValue(name, out Rise? known))
        {
            if (counters.Count < CountersMaximum)
            {
                counters.Add(name, new Rise(value, 0, null));
            }

            return null;
        }

        // A counter that is lower than before began anew with the kernel: what it counts since then are new errors.
        long more = value >= known.Value ? value - known.Value : value;
        if (more > 0)
        {
            known = new(value, Within(known, now) + more, now);
        }
        else if (known.Value != value || (known.At is { } at && now - at > RememberedFor))
        {
            known = new(value, Within(known, now), Within(known, now) > 0 ? known.At : null);
        }

        counters[name] = known;
        return known.By > 0 ? known : null;
    }

    public void Restore(string name, Rise rise)
    {
        if (counters.Count < CountersMaximum)
        {
            counters[name] = rise;
        }
    }

    private static long Within(Rise known, DateTimeOffset now) => known.At is { } at && now - at <= RememberedFor && now >= at ? known.By : 0;
}
