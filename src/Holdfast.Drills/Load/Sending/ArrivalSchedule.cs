using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>
/// When requests are due, nanoseconds from the start. Time is that at which the summed rate reaches the next whole number (constant) or the
/// next exponential gap (Poisson): exact for ramps too, and nothing adds up over hours. One thread.
/// </summary>
internal sealed class ArrivalSchedule
{
    public const long Never = long.MaxValue;

    private readonly RateStep[] pieces;
    private readonly double final;
    private readonly SeededRandom? random;
    private readonly double share;
    private int piece;
    private double pieceBegin;
    private double summedBefore;
    private double target;

    /// <param name="warmUp">Sent before the curve begins, at the rate with which it begins.</param>
    /// <param name="random">Of Poisson gaps; null: evenly.</param>
    /// <param name="part">Of so many parts this one takes its share: every k-th request, or a thinner Poisson stream.</param>
    public ArrivalSchedule(RateCurve curve, TimeSpan warmUp, SeededRandom? random, int part, int parts)
    {
        double first = curve.At(TimeSpan.Zero);
        pieces = [new RateStep(first, first, warmUp), .. curve.Steps];
        final = curve.Final;
        this.random = random;
        share = parts;
        target = random is null ? part : Gap();
        Due = Invert();
    }

    /// <summary>The next one; <see cref="Never"/> when nothing comes any more.</summary>
    public long Due { get; private set; }

    public void Advance()
    {
        target += random is null ? share : Gap();
        Due = Invert();
    }

    private double Gap() => -Math.Log(1 - random!.NextDouble()) * share;

    private long Invert()
    {
        while (piece < pieces.Length)
        {
            RateStep step = pieces[piece];
            double seconds = step.Duration.TotalSeconds;
            double summed = summedBefore + ((step.From + step.To) / 2 * seconds);
            if (target < summed)
            {
                return Nanoseconds(pieceBegin + TimeWithin(step, seconds, target - summedBefore));
            }

            summedBefore = summed;
            pieceBegin += seconds;
            piece++;
        }

        return final > 0 ? Nanoseconds(pieceBegin + ((target - summedBefore) / final)) : Never;
    }

    /// <summary>Solves From t + slope t^2 / 2 = requests, in the form that neither a flat step nor a start at zero breaks.</summary>
    private static double TimeWithin(in RateStep step, double seconds, double requests)
    {
        if (requests <= 0)
        {
            return 0;
        }

        double slope = (step.To - step.From) / seconds;
        double root = Math.Sqrt(Math.Max(0, (step.From * step.From) + (2 * slope * requests)));
        return Math.Min(seconds, 2 * requests / (step.From + root));
    }

    private static long Nanoseconds(double seconds) => (long)(seconds * 1e9);
}
