namespace Holdfast.Agent.Trends;

/// <summary>Counters that should not move: when each rose last and by how much, for a day. One thread.</summary>
internal sealed class RiseBook
{
    private const int CountersMaximum = 256;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromHours(24);

    // Longer than the longest pause between two looks: what is still there was seen since.
    private static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Rise> counters = new(StringComparer.Ordinal);

    // What was restored and not seen yet has no entry.
    private readonly Dictionary<string, DateTimeOffset> seenAt = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Rise> All => counters;

    /// <summary>Null when the counter has not risen within a day while it was watched.</summary>
    public Rise? Note(string name, long value, DateTimeOffset now)
    {
        if (!counters.TryGetValue(name, out Rise? known))
        {
            if (HasRoom(now))
            {
                counters.Add(name, new Rise(value, 0, null));
                seenAt[name] = now;
            }

            return null;
        }

        seenAt[name] = now;

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

    // Counters of control groups come with new names as often as containers start: they must not keep a disk's out.
    private bool HasRoom(DateTimeOffset now)
    {
        foreach (string name in counters.Keys.ToArray())
        {
            // One that was restored has a day from now on; so has one that was seen before the clock was set back.
            if (!seenAt.TryGetValue(name, out DateTimeOffset seen) || seen > now)
            {
                seenAt[name] = now;
            }
            else if (now - seen > RememberedFor)
            {
                Remove(name);
            }
        }

        if (counters.Count < CountersMaximum)
        {
            return true;
        }

        KeyValuePair<string, DateTimeOffset> oldest = seenAt.MinBy(one => one.Value);
        if (now - oldest.Value < GoneAfter)
        {
            return false;
        }

        Remove(oldest.Key);
        return true;
    }

    private void Remove(string name)
    {
        counters.Remove(name);
        seenAt.Remove(name);
    }

    private static long Within(Rise known, DateTimeOffset now) => known.At is { } at && now - at <= RememberedFor && now >= at ? known.By : 0;
}
