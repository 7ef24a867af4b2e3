using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The bounds of a pool's queue in time, count and bytes, for what the pool can do now. Immutable: the control loop makes a new one
/// every 100 ms and hands it over with <see cref="WaitQueue.Configure"/>.
/// </summary>
internal sealed class QueueSettings
{
    /// <summary>Room for a few even in a pool that answers once a second.</summary>
    public const int MinimumCount = 16;

    /// <summary>With 2 KiB for each request before its body, 20 MB a pool.</summary>
    public const int MaximumCount = 10_000;

    private const int WindowRequests = 100;
    private const long MaximumBytes = 64L << 20;
    private const long Millisecond = 1_000_000;

    // What people in front of a page do not notice, and less for those who can well ask again.
    private static readonly long[] LeastPatience = [250 * Millisecond, 100 * Millisecond, 50 * Millisecond, 20 * Millisecond];

    // Nothing says yet that it is too many; and where the crowd fits, whoever waits longer does so for a hiccup, not for a queue that grows.
    private const long LearningPatience = 250 * Millisecond;
    private const long FittingPatience = 1_000 * Millisecond;
    private const long Never = long.MaxValue / 4;

    private readonly long[] leastPatience = new long[4];
    private readonly long[] patience = new long[4];
    private readonly int[] counts = new int[4];

    private QueueSettings()
    {
    }

    /// <summary>Before the capacity is known: bounded by time and memory.</summary>
    public static QueueSettings Unknown { get; } = For(0, 0, Crowd.Unknown);

    /// <summary>Protection is off: one line in order of arrival, without a bound but the deadlines.</summary>
    public static QueueSettings Off { get; } = Unbounded();

    /// <summary>All classes and clients stand in one line and nobody is pushed out.</summary>
    public bool IsOff { get; private init; }

    /// <summary>Half of the pool's requests take at most this; 0 where it is not known.</summary>
    public long MedianServiceNanoseconds { get; private init; }

    /// <summary>Most requests that wait, of all classes together.</summary>
    public int Count { get; private init; } = int.MaxValue;

    /// <summary>Most memory that those who wait may hold.</summary>
    public long Bytes { get; private init; } = long.MaxValue;

    /// <summary>A queue that is never shorter than this is a standing queue: it makes everybody wait and keeps no server busier.</summary>
    public long StandingNanoseconds { get; private init; }

    /// <summary>
    /// Over how long the shortest wait is looked for: time for a hundred requests, because that is how long a queue that grew by chance
    /// takes to go.
    /// </summary>
    public long WindowNanoseconds { get; private init; }

    /// <param name="capacityPerSecond">Requests that the pool answers a second when it is busy; 0 where it is not known.</param>
    /// <param name="medianServiceNanoseconds">0 where it is not known.</param>
    /// <param name="crowd">Where nobody need be refused the queue is no sign of trouble, however long it stands.</param>
    public static QueueSettings For(double capacityPerSecond, long medianServiceNanoseconds, Crowd crowd = Crowd.TooLarge)
    {
        var settings = new QueueSettings
        {
            MedianServiceNanoseconds = medianServiceNanoseconds,
            Bytes = MaximumBytes,
            StandingNanoseconds = crowd == Crowd.TooLarge ? Math.Max(5 * Millisecond, medianServiceNanoseconds / 10) : Never,
            WindowNanoseconds = Math.Max(medianServiceNanoseconds, WindowFor(capacityPerSecond)),
            Count = CountFor(capacityPerSecond, Math.Max(2 * medianServiceNanoseconds, LeastPatienceOf(0, crowd)), crowd),
        };
        for (int index = 0; index < LeastPatience.Length; index++)
        {
            settings.leastPatience[index] = LeastPatienceOf(index, crowd);
            settings.patience[index] = Math.Max(2 * medianServiceNanoseconds, settings.leastPatience[index]);
            settings.counts[index] = CountFor(capacityPerSecond, settings.patience[index], crowd);
        }

        return settings;
    }

    /// <summary>Most requests of a class: whoever stands behind them would lose its patience before its turn.</summary>
    public int CountOf(int index) => counts[index];

    /// <summary>When the queue gives a request up that comes now.</summary>
    public long ExpiryOf(Waiter waiter, long nowNanoseconds)
    {
        long wait = patience[(int)waiter.Class];
        if (waiter.Class == RequestClass.Critical && !IsOff)
        {
            // Half of what is left for waiting, half for being served; but as in any class at least two service times.
            long half = (waiter.DeadlineNanoseconds - nowNanoseconds) / 2;
            wait = Math.Max(2 * MedianServiceNanoseconds, Math.Min(leastPatience[0], half));
        }

        long patient = wait > long.MaxValue - nowNanoseconds ? long.MaxValue : nowNanoseconds + wait;
        return Math.Min(LatestStartOf(waiter), patient);
    }

    /// <summary>
    /// From then on not even half of the answers would come in time. The lesser of the pool's median and the request's own estimate: a
    /// quick route in a slow pool is not refused for its neighbours, and one slow answer in a quick pool is not held against a request.
    /// </summary>
    public long LatestStartOf(Waiter waiter) => LatestStart(waiter.DeadlineNanoseconds, waiter.CostNanoseconds);

    /// <summary>As <see cref="LatestStartOf"/>, for a request that does not wait.</summary>
    public long LatestStart(long deadlineNanoseconds, long costNanoseconds) => deadlineNanoseconds - Math.Min(MedianServiceNanoseconds, costNanoseconds);

    private static QueueSettings Unbounded()
    {
        var settings = new QueueSettings { IsOff = true };
        Array.Fill(settings.patience, long.MaxValue);
        Array.Fill(settings.counts, int.MaxValue);
        return settings;
    }

    private static long WindowFor(double capacityPerSecond) => capacityPerSecond > 0
        ? (long)Math.Clamp(WindowRequests * 1e9 / capacityPerSecond, 100 * Millisecond, 10_000 * Millisecond)
        : 100 * Millisecond;

    private static long LeastPatienceOf(int index, Crowd crowd) => crowd switch
    {
        Crowd.Unknown => LearningPatience,
        Crowd.Fits => FittingPatience,
        _ => LeastPatience[index],
    };

    private static int CountFor(double capacityPerSecond, long patienceNanoseconds, Crowd crowd) => capacityPerSecond > 0 && crowd == Crowd.TooLarge
        ? (int)Math.Clamp(Math.Ceiling(capacityPerSecond * patienceNanoseconds / 1e9), MinimumCount, MaximumCount)
        : MaximumCount;
}
