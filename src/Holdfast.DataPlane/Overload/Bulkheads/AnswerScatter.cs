namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How widely a route's times scatter by themselves: as seen at low use, because waiting scatters too. Of pages from a cache and not from it a mean says
/// little before hundreds were seen. Control loop only. Next: <see cref="AnswerBlock"/>.
/// </summary>
internal struct AnswerScatter
{
    // Fewer may all be quick.
    private const double FewestAnswers = 50;

    // For each look that has answers: 5,000 of them, eight minutes of 100 ms. One slow answer in a thousand must not be forgotten before the next.
    private const double Kept = 0.9998;

    private long countBefore;
    private long nanosecondsBefore;
    private double squaresBefore;
    private double count;
    private double nanoseconds;
    private double squares;

    /// <summary>
    /// Variance over the squared mean, 1 for exponential times and at least 1, since fixed times may be a route's usual ones and not all; 0 while not known.
    /// </summary>
    public double Variation { get; private set; }

    /// <summary>To be called with each look.</summary>
    public void Update(in RouteSums sum)
    {
        if (sum.Low.Count > countBefore)
        {
            count = (Kept * count) + (sum.Low.Count - countBefore);
            nanoseconds = (Kept * nanoseconds) + (sum.Low.Nanoseconds - nanosecondsBefore);
            squares = (Kept * squares) + (sum.LowSquares - squaresBefore);
            Variation = count < FewestAnswers || nanoseconds <= 0 ? 0 : Math.Max(1, (count * squares / (nanoseconds * nanoseconds)) - 1);
        }

        Begin(sum);
    }

    /// <summary>What came until now is left out.</summary>
    public void Begin(in RouteSums sum)
    {
        (countBefore, nanosecondsBefore) = sum.Low;
        squaresBefore = sum.LowSquares;
    }
}
