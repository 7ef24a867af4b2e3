namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Counts the changes of one server's limit by reason, and notices when it has fallen to a quarter. Control loop writes; any thread reads
/// the counts.
/// </summary>
internal sealed class ServerWatch
{
    // Less is what the search for the right limit does every hour; this is a server that can do a fraction of its work.
    private const int Fall = 4;

    // Highest limit of this stretch and of the one before: a fall over a day is no fall.
    private const long StretchNanoseconds = 150_000_000_000;

    private readonly long[] changes = new long[LimitReasons.Count];
    private long stretchSince;
    private int highBefore;
    private int high;
    private long highAt;
    private long highBeforeAt;
    private int limit;

    public ServerWatch(int limit, long now)
    {
        this.limit = high = limit;
        stretchSince = highAt = now;
    }

    /// <summary>How long the last fall took that was told.</summary>
    public long FallNanoseconds { get; private set; }

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

    /// <summary>True when it fell to a quarter of what it was within the last minutes because the server is in trouble; told once for each fall.</summary>
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
            (highBefore, highBeforeAt) = (high, highAt);
            high = 0;
        }

        (high, highAt) = limit >= high ? (limit, now) : (high, highAt);
        from = Math.Max(high, highBefore);
        if (limit > from / Fall || !LimitReasons.IsTrouble(state.Reason))
        {
            return false;
        }

        FallNanoseconds = now - (high >= highBefore ? highAt : highBeforeAt);
        (high, highAt) = (limit, now);
        highBefore = 0;
        return true;
    }
}
