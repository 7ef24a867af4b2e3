namespace Holdfast.DataPlane.Overload;

/// <summary>Sums of samples about one server: of one worker, of all workers, or of a window as the difference of two of these.</summary>
internal struct SampleTotals
{
    public long Answers;
    public long Drops;

    /// <summary>Answers that did not come in time.</summary>
    public long Timeouts;

    /// <summary>Those of them whose clients left while others were answered; 0 but by <see cref="WithGivenUp"/>.</summary>
    public long TimeoutsOfLeavers;

    /// <summary>Of the answers alone; with a known expectation.</summary>
    public long AnswerNanoseconds;

    public long AnswerExpectedNanoseconds;

    /// <summary>Of the answers: errors of the server's own.</summary>
    public long Failures;

    public long Late;
    /// <summary>Clients that left when it had taken many times what was expected; in none of the sums about times.</summary>
    public long GivenUp;

    public long GivenUpNanoseconds;
    public long GivenUpExpectedNanoseconds;
    public double GivenUpRatioSquares;

    /// <summary>Those of them that were sent while the server was little used.</summary>
    public long LowGivenUp;

    public long LowGivenUpNanoseconds;
    public long LowGivenUpExpectedNanoseconds;
    public double LowGivenUpRatioSquares;

    public long ServiceNanoseconds;

    /// <summary>Samples with a known expectation; the sums below are theirs.</summary>
    public long Timed;

    public long TimeNanoseconds;
    public long ExpectedNanoseconds;

    /// <summary>Squares of time over expectation: how far single samples scatter.</summary>
    public double RatioSquares;

    /// <summary>Sent while the server was little used.</summary>
    public long LowSent;

    /// <summary>Those of the timed ones that were sent while the server was little used.</summary>
    public long LowTimed;

    public long LowTimeNanoseconds;
    public long LowExpectedNanoseconds;
    public double LowRatioSquares;

    /// <summary>Answered, dropped or given up.</summary>
    public readonly long Ended => Answers + Drops + Timeouts + GivenUp;

    /// <summary>Standard deviation of the sum of times, nanoseconds, were the samples independent.</summary>
    public readonly double TimeDeviation =>
        Timed < 2 ? TimeNanoseconds : ExpectedNanoseconds * Scatter(Timed, TimeNanoseconds, ExpectedNanoseconds, RatioSquares);

    /// <summary>Time over expectation at low use.</summary>
    public readonly double LowRatio => LowTimeNanoseconds / (double)Math.Max(1, LowExpectedNanoseconds);

    /// <summary>How far <see cref="LowRatio"/> may be off by chance, one standard deviation.</summary>
    public readonly double LowRatioDeviation =>
        LowTimed < 2 ? LowRatio : Scatter(LowTimed, LowTimeNanoseconds, LowExpectedNanoseconds, LowRatioSquares);

    /// <summary>With those that were given up as requests that the server was late with, or without them, as if they had not been sent.</summary>
    /// <param name="areBelieved">By <see cref="Leavers"/>.</param>
    /// <param name="isSilent">The server has answered nobody for long: then who leaves says as much as a timeout.</param>
    public readonly SampleTotals WithGivenUp(bool areBelieved, bool isSilent = false)
    {
        SampleTotals all = this;
        if (!areBelieved)
        {
            all.LowSent -= LowGivenUp;
            return all;
        }

        all.Timeouts += GivenUp;
        all.TimeoutsOfLeavers = isSilent ? 0 : GivenUp;
        all.Timed += GivenUp;
        all.TimeNanoseconds += GivenUpNanoseconds;
        all.ExpectedNanoseconds += GivenUpExpectedNanoseconds;
        all.RatioSquares += GivenUpRatioSquares;
        all.LowTimed += LowGivenUp;
        all.LowTimeNanoseconds += LowGivenUpNanoseconds;
        all.LowExpectedNanoseconds += LowGivenUpExpectedNanoseconds;
        all.LowRatioSquares += LowGivenUpRatioSquares;
        all.GivenUp = all.LowGivenUp = 0;
        return all;
    }

    /// <summary>The source may be written meanwhile: each sum is read whole, and at worst without the newest sample.</summary>
    public void Add(ref SampleTotals other)
    {
        Answers += Volatile.Read(ref other.Answers);
        Drops += Volatile.Read(ref other.Drops);
        Timeouts += Volatile.Read(ref other.Timeouts);
        AnswerNanoseconds += Volatile.Read(ref other.AnswerNanoseconds);
        AnswerExpectedNanoseconds += Volatile.Read(ref other.AnswerExpectedNanoseconds);
        Failures += Volatile.Read(ref other.Failures);
        Late += Volatile.Read(ref other.Late);
        GivenUp += Volatile.Read(ref other.GivenUp);
        GivenUpNanoseconds += Volatile.Read(ref other.GivenUpNanoseconds);
        GivenUpExpectedNanoseconds += Volatile.Read(ref other.GivenUpExpectedNanoseconds);
        GivenUpRatioSquares += Volatile.Read(ref other.GivenUpRatioSquares);
        LowGivenUp += Volatile.Read(ref other.LowGivenUp);
        LowGivenUpNanoseconds += Volatile.Read(ref other.LowGivenUpNanoseconds);
        LowGivenUpExpectedNanoseconds += Volatile.Read(ref other.LowGivenUpExpectedNanoseconds);
        LowGivenUpRatioSquares += Volatile.Read(ref other.LowGivenUpRatioSquares);
        ServiceNanoseconds += Volatile.Read(ref other.ServiceNanoseconds);
        Timed += Volatile.Read(ref other.Timed);
        TimeNanoseconds += Volatile.Read(ref other.TimeNanoseconds);
        ExpectedNanoseconds += Volatile.Read(ref other.ExpectedNanoseconds);
        RatioSquares += Volatile.Read(ref other.RatioSquares);
        LowSent += Volatile.Read(ref other.LowSent);
        LowTimed += Volatile.Read(ref other.LowTimed);
        LowTimeNanoseconds += Volatile.Read(ref other.LowTimeNanoseconds);
        LowExpectedNanoseconds += Volatile.Read(ref other.LowExpectedNanoseconds);
        LowRatioSquares += Volatile.Read(ref other.LowRatioSquares);
    }

    public readonly SampleTotals Since(in SampleTotals before) => new()
    {
        Answers = Answers - before.Answers,
        Drops = Drops - before.Drops,
        Timeouts = Timeouts - before.Timeouts,
        AnswerNanoseconds = AnswerNanoseconds - before.AnswerNanoseconds,
        AnswerExpectedNanoseconds = AnswerExpectedNanoseconds - before.AnswerExpectedNanoseconds,
        Failures = Failures - before.Failures,
        Late = Late - before.Late,
        GivenUp = GivenUp - before.GivenUp,
        GivenUpNanoseconds = GivenUpNanoseconds - before.GivenUpNanoseconds,
        GivenUpExpectedNanoseconds = GivenUpExpectedNanoseconds - before.GivenUpExpectedNanoseconds,
        GivenUpRatioSquares = GivenUpRatioSquares - before.GivenUpRatioSquares,
        LowGivenUp = LowGivenUp - before.LowGivenUp,
        LowGivenUpNanoseconds = LowGivenUpNanoseconds - before.LowGivenUpNanoseconds,
        LowGivenUpExpectedNanoseconds = LowGivenUpExpectedNanoseconds - before.LowGivenUpExpectedNanoseconds,
        LowGivenUpRatioSquares = LowGivenUpRatioSquares - before.LowGivenUpRatioSquares,
        ServiceNanoseconds = ServiceNanoseconds - before.ServiceNanoseconds,
        Timed = Timed - before.Timed,
        TimeNanoseconds = TimeNanoseconds - before.TimeNanoseconds,
        ExpectedNanoseconds = ExpectedNanoseconds - before.ExpectedNanoseconds,
        RatioSquares = RatioSquares - before.RatioSquares,
        LowSent = LowSent - before.LowSent,
        LowTimed = LowTimed - before.LowTimed,
        LowTimeNanoseconds = LowTimeNanoseconds - before.LowTimeNanoseconds,
        LowExpectedNanoseconds = LowExpectedNanoseconds - before.LowExpectedNanoseconds,
        LowRatioSquares = LowRatioSquares - before.LowRatioSquares,
    };

    // Of the mean ratio.
    private static double Scatter(long count, long time, long expected, double squares)
    {
        double mean = time / (double)expected;
        return Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)) / count);
    }
}
