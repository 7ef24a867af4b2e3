namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How fast one server is by itself: its time to the first byte at low use, over what its routes take on average, so about 1. A Kalman filter
/// over blocks of samples: it believes as much of a block as its scatter allows, in both directions. Taking every lower figure at once, as
/// a minimum does, sinks by chance: to 0.45 with a coefficient of variation of 2 (simulated), and the limit with it.
/// Control loop only.
/// </summary>
/// <remarks>
/// It cannot teach itself a steady overload, the fault of most baselines: low use means half of the limit, and where the limit is above
/// twice the knee, half of it is quicker than all of it. So the limit is braked until half of it lies below the knee.
/// </remarks>
internal sealed class ServerBaseline
{
    // Before anything was measured a server may be half as fast as the others or twice; after a brake in vain less is open.
    private const double UnknownDeviation = 0.5;
    private const double DoubtDeviation = 0.3;
    private const double GenerousOfNew = 2;
    private const double DoubtGain = 0.7;
    private const double MuchOf = 0.15;
    private const double MissingShare = 0.005;
    private const double LongOfMean = 20;
    private const int FewestSamples = 20;
    private const long BlockNanoseconds = 5_000_000_000;

    // A block is good enough when chance moves it by at most this much.
    private const double GoodDeviation = 0.05;
    private const double RoughDeviation = 0.1;

    // A server's speed wanders by about 5 % in 30 s.
    private const double WanderEachSecond = 0.05 * 0.05 / 30;

    // Farther off than chance allows: it is another server now (a deployment), so what was known before counts no more.
    private const double Surprise = 3;

    // What a window measured counts with three deviations more, so chance is out of the question; the third is for the quick ones that come back first.
    private const double RefutedShare = 2 / 3.0;

    // A spell of minutes. What is so slow for longer is what the server takes now, and what was before says nothing about it.
    private const long UsualNanoseconds = 300_000_000_000;

    private SampleTotals block;
    private double usual;
    private long usualUntil;
    private long blockSince;
    private double variance = UnknownDeviation * UnknownDeviation;
    private bool changed;
    private int blocks;

    public ServerBaseline(long now)
    {
        blockSince = LastBlockNanoseconds = now;
    }

    /// <summary>Time over expectation at low use.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>What the server's times are judged against. Before anything is known, generously: the first answers are the quickest ones.</summary>
    public double Benchmark => IsNew ? GenerousOfNew * Value : Value;

    /// <summary>When something was learned the last time.</summary>
    public long LastBlockNanoseconds { get; private set; }

    /// <summary>The routes' expectations changed together: what is left to the server changes the other way.</summary>
    public void Rescale(double factor)
    {
        Value *= factor;
        usual *= factor;
    }

    /// <summary>Braking did not help, so this is about what the server takes now. To be confirmed by the next samples at low use, which count in full.</summary>
    public void Doubt(double ratio, long now)
    {
        Move(DoubtGain * (ratio - Value), now);
        variance = DoubtDeviation * DoubtDeviation * Value * Value;
        block = default;
        blocks = 0;
    }

    /// <summary>
    /// Lowers it where a window's answers refute it: no server is slower by itself than in company, so what answers took, whatever the load, is the most
    /// that it takes alone. So a spell of slow answers that was believed is over with the first window of quick ones, and the limit does not grow by them.
    /// </summary>
    /// <param name="inFlight">Now. They may yet take as long as is believed: else a window that only the quick ones are back from would refute it.</param>
    /// <returns>Whether it did: to be confirmed by the next samples at low use, which count in full.</returns>
    public bool LowerIfRefuted(in SampleTotals window, int inFlight, long now)
    {
        if (IsNew || window.Timed < FewestSamples)
        {
            return false;
        }

        double measured = (window.TimeNanoseconds + (Surprise * window.TimeDeviation)) / window.ExpectedNanoseconds;
        double most = ((window.Timed * measured) + (inFlight * Value)) / (window.Timed + inFlight);
        if (most > RefutedShare * Value)
        {
            return false;
        }

        bool isRemembered = usual > 0 && usual < most && now - usualUntil < UsualNanoseconds;
        Value = isRemembered ? usual : most;
        variance = DoubtDeviation * DoubtDeviation * Value * Value;
        BeginBlock(now);
        blocks = 0;
        return true;
    }

    /// <summary>What was gathered since the last block counts no more.</summary>
    public void BeginBlock(long now)
    {
        block = default;
        blockSince = now;
    }

    /// <summary>Nothing was measured yet.</summary>
    public bool IsNew { get; private set; } = true;

    /// <summary>It is known from samples, and the last ones did not change it much.</summary>
    public bool IsKnown => blocks > 1 && !changed;

    /// <param name="window">Its low-use samples are taken in.</param>
    public void Update(in SampleTotals window, long now)
    {
        block.LowSent += window.LowSent;
        block.LowTimed += window.LowTimed;
        block.LowTimeNanoseconds += window.LowTimeNanoseconds;
        block.LowExpectedNanoseconds += window.LowExpectedNanoseconds;
        block.LowRatioSquares += window.LowRatioSquares;
        if (block.LowTimed < FewestSamples)
        {
            return;
        }

        double deviation = block.LowRatioDeviation;
        // The quick ones come back first: without the slowest twentieth of exponential times their mean is a fifth too low.
        double mean = block.LowTimeNanoseconds / (double)block.LowTimed;
        bool complete = block.LowSent - block.LowTimed <= Math.Max(1, MissingShare * block.LowSent) || now - blockSince >= LongOfMean * mean;
        bool good = deviation <= (blocks == 0 ? RoughDeviation : GoodDeviation) * block.LowRatio;
        if ((!complete || !good) && now - blockSince < BlockNanoseconds)
        {
            return;
        }

        Believe(block.LowRatio, deviation, now);
        blocks++;
        IsNew = false;
        block = default;
        blockSince = LastBlockNanoseconds = now;
    }

    // What it was before it rose by much is kept, for the case that it rose for a spell.
    private void Move(double by, long now)
    {
        if (!IsNew && by > MuchOf * Value && (usual == 0 || Value < usual || now - usualUntil > UsualNanoseconds))
        {
            usual = Value;
            usualUntil = now;
        }

        Value += by;
    }

    private void Believe(double measured, double deviation, long now)
    {
        double seconds = (now - LastBlockNanoseconds) / 1e9;
        // At least 1 %: samples of a fixed time would else be believed for ever.
        double scatter = Math.Max(deviation * deviation, 1e-4 * measured * measured);
        variance += WanderEachSecond * seconds * Value * Value;
        double off = measured - Value;
        if (off * off > Surprise * Surprise * (variance + scatter))
        {
            variance = off * off;
        }

        double gain = variance / (variance + scatter);
        changed = gain * Math.Abs(off) > MuchOf * Value;
        Move(gain * off, now);
        variance *= 1 - gain;
    }
}
