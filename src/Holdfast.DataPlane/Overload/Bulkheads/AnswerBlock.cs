namespace Holdfast.DataPlane.Overload;

/// <summary>Answers that came one after the other, so many that their mean says something. Control loop only.</summary>
internal struct AnswerBlock
{
    private const int FewestAnswers = 50;
    private const long ShortestNanoseconds = 1_000_000_000;

    // Of a crowd that has just come the quick ones are back first. After ten times what they take on average a tenth is missing at most.
    private const double FewestMeans = 10;

    // A mean is off by sqrt(variation / n) of itself. With two of these added the least of some hundred blocks is right within a tenth where times are
    // exponential, and a fifth where they scatter more; without, it would sink by a third, and times that only scatter would look like waiting.
    private const double Deviations = 2;

    private long count;
    private long nanoseconds;
    private long since;

    /// <summary>Answers that a block must have, so that two deviations are no more than 28 % of its mean.</summary>
    /// <param name="variation">Of <see cref="AnswerScatter"/>.</param>
    public static double Needed(double variation) => FewestAnswers * variation;

    /// <param name="sum">All since the start.</param>
    /// <param name="variation">Of <see cref="AnswerScatter"/>; 0 while not known.</param>
    /// <param name="answers">Of which the block consists.</param>
    /// <returns>Where a block has become whole, the most that its answers' mean may be by itself, nanoseconds; else 0.</returns>
    public double Add((long Count, long Nanoseconds) sum, double variation, long nowNanoseconds, out long answers)
    {
        answers = sum.Count - count;
        double mean = answers > 0 ? (sum.Nanoseconds - nanoseconds) / (double)answers : 0;
        if (variation == 0 || answers < Needed(variation) || nowNanoseconds - since < Math.Max(ShortestNanoseconds, FewestMeans * mean))
        {
            return 0;
        }

        Begin(sum, nowNanoseconds);
        return mean * (1 + (Deviations * Math.Sqrt(variation / answers)));
    }

    /// <summary>Another one, with the next answer.</summary>
    /// <param name="sum">All since the start.</param>
    public void Begin((long Count, long Nanoseconds) sum, long nowNanoseconds)
    {
        (count, nanoseconds) = sum;
        since = nowNanoseconds;
    }
}
