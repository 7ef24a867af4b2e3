namespace Holdfast.DataPlane.Overload;

/// <summary>
/// A look at one server while it has little to do: its limit is halved until enough was sent under it, and until that has ended as it began. Control
/// loop only. Who is looked at when is decided in <see cref="RollingProbe"/>.
/// </summary>
internal sealed class LowUseProbe
{
    // A look with fewer goes on a while: a server with a small limit answers few.
    private const int FewestSamples = 30;
    private const long ExtraNanoseconds = 800_000_000;

    // Of exponential times a mean of a hundred is right within a tenth.
    private const int FewestSamplesOfLong = 100;
    private const long ExtraOfLongNanoseconds = 5_000_000_000;

    private LimitSettings settings;
    private long until;

    public LowUseProbe(LimitSettings settings)
    {
        this.settings = settings;
        DoubtWaitNanoseconds = settings.ProbeInDoubtNanoseconds;
    }

    public bool IsOn => until > 0;

    /// <summary>Enough was sent; what is sent from now on does not count.</summary>
    public bool IsSettling { get; private set; }

    /// <summary>When the last one began; 0 before the first.</summary>
    public long LastNanoseconds { get; private set; }

    /// <summary>Looks in doubt come less and less often: where they do not settle it, more of them only cost capacity.</summary>
    public long DoubtWaitNanoseconds { get; private set; }

    /// <summary>The operator's bounds are others now.</summary>
    public void Use(LimitSettings next) => settings = next;

    public void Begin(long now, long untilNanoseconds)
    {
        LastNanoseconds = now;
        DoubtWaitNanoseconds = Math.Min(2 * DoubtWaitNanoseconds, settings.ProbeAfterNanoseconds);
        until = untilNanoseconds;
    }

    /// <summary>It goes on until then, with other requests in flight.</summary>
    public void Extend(long untilNanoseconds) => until = untilNanoseconds;

    /// <summary>There is a new doubt: the next look comes soon.</summary>
    public void Doubt() => DoubtWaitNanoseconds = settings.ProbeInDoubtNanoseconds;

    /// <summary>True when it is over: the window tells how fast the server is, and nothing about its limit.</summary>
    /// <param name="isLong">So little is taken away by it that it may go on until it has enough.</param>
    /// <param name="meanServiceNanoseconds">How long a request holds its slot.</param>
    public bool Follow(in SampleTotals window, bool isLong, double meanServiceNanoseconds, long now)
    {
        if (!IsSettling && now >= until && HasEnough(window, isLong, now))
        {
            // Those under way must be let to end as they began: where requests share a processor the crowd that follows slows them down.
            IsSettling = true;
            until = now + (long)Math.Min(2 * meanServiceNanoseconds, ExtraNanoseconds);
        }
        else if (IsSettling && now >= until)
        {
            until = 0;
            IsSettling = false;
            return true;
        }

        return false;
    }

    private bool HasEnough(in SampleTotals window, bool isLong, long now) =>
        window.LowSent >= (isLong ? FewestSamplesOfLong : FewestSamples) || now >= until + (isLong ? ExtraOfLongNanoseconds : ExtraNanoseconds);
}
