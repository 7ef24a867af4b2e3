namespace Holdfast.Drills;

/// <summary>
/// The Universal Scalability Law with a scale: X(N) = gamma N / (1 + alpha (N-1) + beta N (N-1)) answers per second with N requests at
/// once. Gamma is the throughput of one alone, alpha is contention, beta is coherence.
/// </summary>
public readonly record struct ScalabilityCurve(double Gamma, double Alpha, double Beta)
{
    /// <summary>Where more at once begins to be slower; infinite without coherence.</summary>
    public double PeakConcurrency => Beta > 0 ? Math.Max(1, Math.Sqrt(Math.Max(0, 1 - Alpha) / Beta)) : double.PositiveInfinity;

    /// <summary>The most that the curve ever gives; infinite when nothing limits it.</summary>
    public double PeakThroughput => double.IsFinite(PeakConcurrency) ? At(PeakConcurrency) : Gamma / Alpha;

    public double At(double concurrency) => Gamma * concurrency / Divisor(concurrency);

    internal double Divisor(double concurrency) => 1 + (Alpha * (concurrency - 1)) + (Beta * concurrency * (concurrency - 1));

    /// <summary>
    /// Where more concurrency begins to buy little: the curve up to there is scaled to a unit square, and the knee is the point highest
    /// above its diagonal (Kneedle). For the picture and the eye; what a server may be given is decided by an objective.
    /// </summary>
    public double Knee(double upTo)
    {
        const int Steps = 1000;
        double first = At(1);
        double last = At(upTo);
        double knee = 1;
        double best = double.NegativeInfinity;
        for (int i = 0; i <= Steps && last > first; i++)
        {
            double x = (double)i / Steps;
            double concurrency = 1 + (x * (upTo - 1));
            double above = ((At(concurrency) - first) / (last - first)) - x;
            if (above > best)
            {
                (best, knee) = (above, concurrency);
            }
        }

        return knee;
    }
}
