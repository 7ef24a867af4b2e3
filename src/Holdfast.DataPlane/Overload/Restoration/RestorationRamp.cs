namespace Holdfast.DataPlane.Overload.Restoration;

/// <summary>
/// Gives a server that comes back its limit step by step, and each step only on evidence: the last window brought enough good answers.
/// One that nobody asks goes on by time, at half that pace: evidence that cannot come must not hold it down for the next load.
/// Weights would not do: ten times fewer requests that take ten times as long are as many at once. Runs in whatever time it is told.
/// Prober thread only. Next on the path: <see cref="ServerState.Cap"/>.
/// </summary>
public sealed class RestorationRamp
{
    /// <summary>The cap of a server that is not being restored.</summary>
    public const int NoCap = ServerState.Unlimited;

    private const long WindowNanoseconds = 500_000_000;
    private const double FirstShare = 0.1;
    private const double LeastShare = FirstShare / 2;
    private const double GradualSeconds = 10;
    private const double GoodShare = 0.99;

    // One failure is chance in a small window; two are a sign where the peers have none. Where they have some, too, it takes so many more
    // than theirs (in deviations of their count) that a server as good as they practically never has two such windows on its way.
    private const long FailuresOfABadWindow = 2;
    private const double DeviationsOfABadWindow = 4;

    // So many good windows after a bad one make up for it.
    private const int WindowsOfForgiveness = 6;

    // So many windows in a row in which nobody asked it stand for a good one. They forgive nothing.
    private const int QuietWindowsOfAStep = 2;

    private RestorationPace pace;
    private int target;
    private double share;
    private long windowEnd;
    private long good;
    private long bad;
    private bool wasAsked;
    private int quietWindows;
    private bool holds;
    private int goodSinceBad = WindowsOfForgiveness;
    private long setbacks;

    public bool IsActive { get; private set; }

    /// <summary>It should have gone out for what it did on its way.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Windows, since the start, after which the server got less or went out again. Any thread.</summary>
    public long Setbacks => Volatile.Read(ref setbacks);

    /// <summary>Most requests in flight now.</summary>
    public int Cap => IsActive ? Math.Max(1, (int)(target * share)) : NoCap;

    /// <summary>Share of the whole limit that is given now.</summary>
    public double Share => IsActive ? share : 1;

    /// <param name="limit">The whole limit, what the server could take before or what its peers can.</param>
    public void Begin(int limit, RestorationPace pace, long now)
    {
        IsActive = pace != RestorationPace.AtOnce;
        this.pace = pace;
        target = limit;
        share = FirstShare;
        windowEnd = now + WindowNanoseconds;
        good = bad = 0;
        wasAsked = false;
        quietWindows = 0;
        holds = HasFailed = false;
        goodSinceBad = WindowsOfForgiveness;
    }

    /// <summary>
    /// It has turned out that the server can take so many: a limit that had fallen while it stood still has risen again. What it is given is a share of
    /// that: a share of one request is one to the last window.
    /// </summary>
    public void Raise(int limit) => target = Math.Max(target, limit);

    /// <summary>The server is out again.</summary>
    public void Stop() => IsActive = false;

    /// <summary>To be called often with what has come since the last call.</summary>
    /// <param name="awaiting">Requests that it has, and has not begun to answer.</param>
    /// <param name="peersGoodShare">How its peers fare, 0 to 1: a server that is no worse than they is well.</param>
    public RampStep Observe(long newGood, long newBad, int awaiting, double peersGoodShare, long now)
    {
        if (!IsActive)
        {
            return RampStep.Idle;
        }

        good += newGood;
        bad += newBad;
        wasAsked |= newGood + newBad > 0 || awaiting > 0;
        if (now < windowEnd)
        {
            return RampStep.Climbing;
        }

        // A late look is one window all the same: time that nobody watched is no evidence.
        windowEnd = now + WindowNanoseconds;
        RampStep step = wasAsked ? Judge((good + bad) * (1 - peersGoodShare)) : PassQuietly();
        quietWindows = wasAsked ? 0 : quietWindows;
        wasAsked = false;
        good = bad = 0;
        return step;
    }

    private RampStep PassQuietly()
    {
        quietWindows = (quietWindows + 1) % QuietWindowsOfAStep;
        return quietWindows == 0 ? Advance() : RampStep.Climbing;
    }

    /// <param name="usual">Failures that as many requests have at its peers.</param>
    private RampStep Judge(double usual)
    {
        if (good + bad == 0)
        {
            return RampStep.Climbing;
        }

        if (bad <= Math.Max((1 - GoodShare) * (good + bad), usual + Math.Sqrt(usual)))
        {
            goodSinceBad++;
            return Advance();
        }

        // A few failures neither speak for the server nor against it.
        return good > 0 && bad < Math.Max(FailuresOfABadWindow, usual + (DeviationsOfABadWindow * Math.Sqrt(usual))) ? RampStep.Climbing : FallBack();
    }

    private RampStep Advance()
    {
        if (holds)
        {
            holds = false;
            return RampStep.Climbing;
        }

        share = pace == RestorationPace.Doubling ? share * 2 : share + (WindowNanoseconds / (GradualSeconds * 1e9));
        if (share < 1)
        {
            return RampStep.Climbing;
        }

        IsActive = false;
        return RampStep.Arrived;
    }

    private RampStep FallBack()
    {
        Volatile.Write(ref setbacks, setbacks + 1);
        bool again = goodSinceBad < WindowsOfForgiveness;
        HasFailed |= again;
        goodSinceBad = 0;
        holds = true;
        // The last server of its pool stays in whatever it does: all of its limit at once would be a reward for failing.
        share = again ? LeastShare : Math.Max(share / 2, LeastShare);
        return again ? RampStep.Failed : RampStep.Climbing;
    }
}
