namespace Holdfast.DataPlane.Overload;

/// <summary>Sums of samples about one server: of one worker, of all workers, or of a window as the difference of two of these.</summary>
internal struct SampleTotals
{
    public long Answers;
    public long Drops;
    public long Late;
    public long ServiceNanoseconds;

    /// <summary>Samples with a known expectation; the sums below are theirs.</summary>
    public long Timed;

    public long TimeNanoseconds;
    public long ExpectedNanoseconds;

    /// <summary>Squares of time over expectation: how far single samples scatter.</summary>
    public double RatioSquares;

    /// <summary>Those of them that were sent while the server was little used.</summary>
    public long LowTimed;

    public long LowTimeNanoseconds;
    public long LowExpectedNanoseconds;

    /// <summary>Answered or dropped.</summary>
    public readonly long Ended => Answers + Drops;

    /// <summary>Standard deviation of the sum of times, nanoseconds, were the samples independent.</summary>
    public readonly double TimeDeviation
    {
        get
        {
            if (Timed < 2)
            {
                return TimeNanoseconds;
            }

            double mean = TimeNanoseconds / (double)ExpectedNanoseconds;
            double variance = Math.Max(0, (RatioSquares / Timed) - (mean * mean));
            return ExpectedNanoseconds / (double)Timed * Math.Sqrt(variance * Timed);
        }
    }

    /// <summary>The source may be written meanwhile: each sum is read whole, and at worst without the newest sample.</summary>
    public void Add(ref SampleTotals other)
    {
        Answers += Volatile.Read(ref other.Answers);
        Drops += Volatile.Read(ref other.Drops);
        Late += Volatile.Read(ref other.Late);
        ServiceNanoseconds += Volatile.Read(ref other.ServiceNanoseconds);
        Timed += Volatile.Read(ref other.Timed);
        TimeNanoseconds += Volatile.Read(ref other.TimeNanoseconds);
        ExpectedNanoseconds += Volatile.Read(ref other.ExpectedNanoseconds);
        RatioSquares += Volatile.Read(ref other.RatioSquares);
        LowTimed += Volatile.Read(ref other.LowTimed);
        LowTimeNanoseconds += Volatile.Read(ref other.LowTimeNanoseconds);
        LowExpectedNanoseconds += Volatile.Read(ref other.LowExpectedNanoseconds);
    }

    public readonly SampleTotals Since(in SampleTotals before) => new()
    {
        Answers = Answers - before.Answers,
        Drops = Drops - before.Drops,
        Late = Late - before.Late,
        ServiceNanoseconds = ServiceNanoseconds - before.ServiceNanoseconds,
        Timed = Timed - before.Timed,
        TimeNanoseconds = TimeNanoseconds - before.TimeNanoseconds,
        ExpectedNanoseconds = ExpectedNanoseconds - before.ExpectedNanoseconds,
        RatioSquares = RatioSquares - before.RatioSquares,
        LowTimed = LowTimed - before.LowTimed,
        LowTimeNanoseconds = LowTimeNanoseconds - before.LowTimeNanoseconds,
        LowExpectedNanoseconds = LowExpectedNanoseconds - before.LowExpectedNanoseconds,
    };
}
