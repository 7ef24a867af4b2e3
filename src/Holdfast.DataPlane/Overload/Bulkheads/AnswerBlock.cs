namespace Holdfast.DataPlane.Overload;

/// <summary>Answers that came one after the other, so many that their mean says something. Control loop only.</summary>
internal struct AnswerBlock
{
    private const int FewestAnswers = 50;
    private const long ShortestNanoseconds = 1_000_000_000;

    // Of exponential times a mean is off by 1/sqrt(n) of itself. With two of these added the least of some hundred blocks is right within a tenth; without,
    // it would sink by a third, and times that only scatter would look like waiting.
    private const double Deviations = 2;

    private long count;
    private long nanoseconds;
    private long since;

    /// <param name="sum">All since the start.</param>
    /// <returns>Where a block has become whole, the most that its answers' mean may be by itself, nanoseconds; else 0.</returns>
    public double Add((long Count, long Nanoseconds) sum, long nowNanoseconds)
    {
        long added = sum.Count - count;
        if (added < FewestAnswers || nowNanoseconds - since < ShortestNanoseconds)
        {
            return 0;
        }

        double mean = (sum.Nanoseconds - nanoseconds) / (double)added;
        Begin(sum, nowNanoseconds);
        return mean * (1 + (Deviations / Math.Sqrt(added)));
    }

    /// <summary>Another one, with the next answer.</summary>
    /// <param name="sum">All since the start.</param>
    public void Begin((long Count, long Nanoseconds) sum, long nowNanoseconds)
    {
        (count, nanoseconds) = sum;
        since = nowNanoseconds;
    }
}
