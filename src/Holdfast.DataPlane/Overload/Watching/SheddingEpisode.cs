namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Tells when a pool's shedding begins and ends as people would: a handful of refused requests is none, and a pause of a moment ends
/// none. Runs in whatever time it is told. Control loop only.
/// </summary>
internal sealed class SheddingEpisode
{
    // A second, so that one burst that the queue could not hold does not make an episode.
    private const int Ticks = 10;
    private const long FewestShed = 5;
    private const double LeastShare = 0.01;
    private const long QuietNanoseconds = 5_000_000_000;

    // What is offered is averaged over some ticks: in the first ones of a surge it is still that of before.
    private const long SettleNanoseconds = 1_000_000_000;

    private readonly long[] recent = new long[Ticks];
    private int tick;
    private long sum;
    private long lastShedding;
    private bool isAnnounced;

    public bool IsOn { get; private set; }

    public long BeganNanoseconds { get; private set; }

    /// <summary>Most that was offered in one second.</summary>
    public double PeakOffered { get; private set; }

    /// <summary>Requests that were shed since it began.</summary>
    public long Shed { get; private set; }

    /// <summary>For how long it went on until the last request was shed.</summary>
    public long LengthNanoseconds => lastShedding - BeganNanoseconds;

    /// <summary>To be called with every tick of the control loop.</summary>
    public SheddingStep Observe(long shed, double offeredPerSecond, long now)
    {
        sum += shed - recent[tick];
        recent[tick] = shed;
        tick = (tick + 1) % Ticks;
        bool sheds = sum >= FewestShed && sum >= LeastShare * offeredPerSecond;
        if (!IsOn)
        {
            return sheds ? Begin(offeredPerSecond, now) : SheddingStep.None;
        }

        Shed += shed;
        PeakOffered = Math.Max(PeakOffered, offeredPerSecond);
        lastShedding = sheds ? now : lastShedding;
        if (!isAnnounced && now - BeganNanoseconds >= SettleNanoseconds)
        {
            isAnnounced = true;
            return SheddingStep.Began;
        }

        IsOn = now - lastShedding < QuietNanoseconds;
        return IsOn ? SheddingStep.None : SheddingStep.Ended;
    }

    private SheddingStep Begin(double offeredPerSecond, long now)
    {
        IsOn = true;
        isAnnounced = false;
        BeganNanoseconds = lastShedding = now;
        PeakOffered = offeredPerSecond;
        Shed = sum;
        return SheddingStep.None;
    }
}
