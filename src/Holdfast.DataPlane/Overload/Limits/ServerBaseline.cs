namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How fast one server is by itself: its time to the first byte at low use, over what its routes take on average, so about 1. It falls at
/// once, because a server cannot be faster than it is. It rises slowly, and only when more requests in flight brought more answers:
/// otherwise a server that is overloaded steadily would teach us that this is its speed. Control loop only.
/// </summary>
internal sealed class ServerBaseline
{
    // A block of low-use samples is judged when it has this many, or when it is this old.
    private const int BlockSamples = 40;
    private const long BlockNanoseconds = 10_000_000_000;
    private const int FewestSamples = 10;
    private const double FallGain = 0.5;

    private readonly LimitSettings settings;
    private long blockCount;
    private long blockTime;
    private long blockExpected;
    private long blockSince;

    public ServerBaseline(LimitSettings settings, long now)
    {
        this.settings = settings;
        blockSince = now;
        LastBlockNanoseconds = now;
    }

    /// <summary>Time over expectation at low use.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>When the last block was judged.</summary>
    public long LastBlockNanoseconds { get; private set; }

    private bool known;

    /// <summary>The routes' expectations changed together by this factor: what is left to the server changes the other way.</summary>
    public void Rescale(double factor) => Value *= factor;

    /// <param name="window">Its low-use samples are taken in.</param>
    /// <param name="mayRise">More in flight brought more answers lately, or the limit did not bind at all.</param>
    public void Update(in SampleTotals window, bool mayRise, long now)
    {
        blockCount += window.LowTimed;
        blockTime += window.LowTimeNanoseconds;
        blockExpected += window.LowExpectedNanoseconds;
        long age = now - blockSince;
        if (blockCount < FewestSamples || (blockCount < BlockSamples && age < BlockNanoseconds && known))
        {
            return;
        }

        double measured = blockTime / (double)Math.Max(1, blockExpected);
        if (!known)
        {
            Value = measured;
            known = true;
        }
        else if (measured < Value)
        {
            Value += FallGain * (measured - Value);
        }
        else if (mayRise)
        {
            double gain = 1 - Math.Exp(-Math.Max(age, 1) / (double)settings.BaselineRiseNanoseconds);
            Value += gain * (measured - Value);
        }

        blockCount = blockTime = blockExpected = 0;
        blockSince = LastBlockNanoseconds = now;
    }
}
