namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How many ask. A connection has one request at a time, so no more can wait than connections ask; and where the pool serves that many
/// within a wait that is good enough, its queue cannot grow beyond it, whatever the rate of arrivals looks like. Such a crowd regulates
/// itself, and refusing is what makes a surge of it: the refused are free to ask again at once. Control loop only, but for
/// <see cref="EpochOf"/>.
/// </summary>
internal sealed class CrowdSize
{
    // The longest wait that row A4 allows, and as in any queue at least two service times.
    private const long LeastAcceptable = 250_000_000;

    // Below so much of it the crowd begins to fit; it fits until the whole is reached. What it can serve is measured with some scatter.
    private const double EnterShare = 0.8;

    // What was never measured is a lower bound: the pool may well do twice as much, and if not, nobody waits for more than twice the time.
    private const double UnmeasuredShare = 2;

    // A second: by then the first figures of a cold pool, which are those of its quickest answers, are replaced.
    private const int LearningTicks = 10;

    // 2^30 ns is a second. Clients that ask on their own ask for at least half of what can be served before anybody waits: counted over twice
    // the acceptable wait they are then more than fit.
    private const int ShortestShift = 30;
    private const int LongestShift = 38;

    private int shift = ShortestShift;
    private int known;
    private long heldUntil;

    public Crowd Verdict { get; private set; }

    /// <summary>Connections that asked in the present stretch of time or in the last one.</summary>
    public int Clients { get; private set; }

    /// <summary>The stretch of time in which a connection is counted once. Any thread.</summary>
    public int EpochOf(long nowNanoseconds) => (int)(nowNanoseconds >> Volatile.Read(ref shift));

    /// <param name="capacity">Requests a second; 0 while not known.</param>
    /// <param name="isMeasured">The capacity was seen while requests waited.</param>
    /// <param name="medianServiceNanoseconds">0 while not known.</param>
    public void Update(PoolSamples[] samples, double capacity, bool isMeasured, long medianServiceNanoseconds, long now)
    {
        long acceptable = Math.Max(LeastAcceptable, 2 * medianServiceNanoseconds);
        Lengthen(2 * acceptable, now);
        int epoch = EpochOf(now);
        int seen = Math.Max(CountOf(samples, epoch), CountOf(samples, epoch - 1));
        Clients = now < heldUntil ? Math.Max(Clients, seen) : seen;
        known = capacity > 0 ? Math.Min(known + 1, LearningTicks) : 0;
        bool isLearning = known < LearningTicks;
        double share = isLearning || !isMeasured ? UnmeasuredShare : Verdict == Crowd.Fits ? 1 : EnterShare;
        bool fits = capacity <= 0 || Clients <= share * capacity * (acceptable / 1e9);
        Verdict = !fits ? Crowd.TooLarge : isLearning ? Crowd.Unknown : Crowd.Fits;
    }

    /// <summary>Where stretches get another length, those under way do not count for one: the old figure holds until a new one is whole.</summary>
    private void Lengthen(long nanoseconds, long now)
    {
        int wanted = ShortestShift;
        while (wanted < LongestShift && 1L << wanted < nanoseconds)
        {
            wanted++;
        }

        // One step down only when it is two: a median at the edge must not start the count anew all the time.
        if (wanted > shift || wanted < shift - 1)
        {
            Volatile.Write(ref shift, wanted);
            heldUntil = now + (2L << wanted);
        }
    }

    private static int CountOf(PoolSamples[] samples, int epoch)
    {
        int sum = 0;
        foreach (PoolSamples each in samples)
        {
            sum += each.ClientsIn(epoch);
        }

        return sum;
    }
}
