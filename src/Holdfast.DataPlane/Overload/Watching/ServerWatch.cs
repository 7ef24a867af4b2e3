namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Counts the changes of one server's limit by reason, and notices when it has fallen to a tenth. Control loop writes; any thread reads
/// the counts.
/// </summary>
internal sealed class ServerWatch
{
    private const int Fall = 10;

    // Highest limit of this stretch and of the one before: a fall over a day is no fall.
    private const long StretchNanoseconds = 150_000_000_000;

    private readonly long[] changes = new long[LimitReasons.Count];
    private long stretchSince;
    private int highBefore;
    private int high;
    private int limit;

    public ServerWatch(int limit, long now)
    {
        this.limit = high = limit;
        stretchSince = now;
    }

    /// <summary>Those reasons that have occurred, by metric label.</summary>
    public IReadOnlyList<(string Reason, long Count)> Changes
    {
        get
        {
            List<(string, long)> all = [];
            for (int row = 0; row < changes.Length; row++)
            {
                long count = Volatile.Read(ref changes[row]);
                if (count > 0)
                {
                    all.Add((LimitReasons.LabelOf(LimitReasons.ReasonAt(row)), count));
                }
            }

            return all;
        }
    }

    /// <summary>True when it fell to a tenth of what it was within the last minutes because the server is in trouble; told once for each fall.</summary>
    /// <param name="from">What it had been.</param>
    public bool Observe(LimitState state, long now, out int from)
    {
        if (state.Limit != limit)
        {
            limit = state.Limit;
            changes[(int)state.Reason]++;
        }

        if (now - stretchSince >= StretchNanoseconds)
        {
            stretchSince = now;
            highBefore = high;
            high = 0;
        }

        high = Math.Max(high, limit);
        from = Math.Max(high, highBefore);
        if (limit > from / Fall || !LimitReasons.IsTrouble(state.Reason))
        {
            return false;
        }

        high = limit;
        highBefore = 0;
        return true;
    }
}
