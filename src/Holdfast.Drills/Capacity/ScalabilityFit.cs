using Holdfast.Foundation;

namespace Holdfast.Drills;

/// <summary>
/// Measured points to a <see cref="ScalabilityCurve"/> with intervals from a bootstrap of the residuals, or a refusal. Next on the path:
/// <see cref="CurveFitter"/>.
/// </summary>
public static class ScalabilityFit
{
    public const int LevelsMinimum = 5;

    /// <summary>Of the intervals: a value lies within with this probability.</summary>
    public const double Confidence = 0.9;

    private const double RangeMinimum = 3;
    private const double RSquaredMinimum = 0.9;

    // A server that is saturated at every level gives a flat line, of which no curve explains the variance: little scatter is a good fit too.
    private const double RelativeErrorGood = 0.03;
    private const int Resamples = 400;
    private const int Parameters = 3;

    public static ScalabilityEstimate Fit(IReadOnlyList<MeasuredPoint> points, ulong seed = 1)
    {
        int levels = points.Select(point => point.Concurrency).Distinct().Count();
        double highest = points.Count == 0 ? 0 : points.Max(point => point.Concurrency);
        if (levels < LevelsMinimum)
        {
            return Refuse(FitRefusal.TooFewLevels, levels, highest);
        }

        if (highest < RangeMinimum * points.Min(point => point.Concurrency))
        {
            return Refuse(FitRefusal.TooNarrow, levels, highest);
        }

        ScalabilityCurve curve = CurveFitter.Fit(points);
        double[] residuals = [.. points.Select(point => Math.Log(point.Throughput / curve.At(point.Concurrency)))];
        double relativeError = Math.Sqrt(residuals.Sum(residual => residual * residual) / Math.Max(1, points.Count - Parameters));
        double rSquared = RSquared(points, curve);
        bool poor = rSquared < RSquaredMinimum && relativeError > RelativeErrorGood;
        return WithIntervals(curve, points, residuals, new SeededRandom(seed)) with
        {
            Refusal = poor ? FitRefusal.PoorFit : FitRefusal.None,
            RSquared = rSquared,
            RelativeError = relativeError,
            Levels = levels,
        };
    }

    private static ScalabilityEstimate WithIntervals(ScalabilityCurve curve, IReadOnlyList<MeasuredPoint> points, double[] residuals, SeededRandom random)
    {
        double believed = 2 * points.Max(point => point.Concurrency);
        // The fit has bent the curve towards the points, so their distances from it are too small by this factor.
        double stretch = Math.Sqrt((double)points.Count / Math.Max(1, points.Count - Parameters));
        var curves = new List<ScalabilityCurve>(Resamples);
        for (int i = 0; i < Resamples; i++)
        {
            curves.Add(CurveFitter.Fit([.. points.Select(point => point with { Throughput = curve.At(point.Concurrency) * Math.Exp(stretch * residuals[random.Next(residuals.Length)]) })]));
        }

        return new ScalabilityEstimate
        {
            Refusal = FitRefusal.None,
            Curve = curve,
            Gamma = IntervalOf(curves, static drawn => drawn.Gamma),
            Alpha = IntervalOf(curves, static drawn => drawn.Alpha),
            Beta = IntervalOf(curves, static drawn => drawn.Beta),
            PeakConcurrency = IntervalOf(curves, static drawn => drawn.PeakConcurrency),
            Maximum = IntervalOf(curves, drawn => ScalabilityEstimate.MaximumOf(drawn, believed)),
            RSquared = 0,
            RelativeError = 0,
            Levels = 0,
            ConcurrencyMeasured = believed / 2,
        };
    }

    private static Interval IntervalOf(List<ScalabilityCurve> curves, Func<ScalabilityCurve, double> value)
    {
        double[] sorted = [.. curves.Select(value).Order()];
        const double Tail = (1 - Confidence) / 2;
        return new Interval(sorted[(int)(Tail * (sorted.Length - 1))], sorted[(int)((1 - Tail) * (sorted.Length - 1))]);
    }

    private static double RSquared(IReadOnlyList<MeasuredPoint> points, ScalabilityCurve curve)
    {
        double mean = points.Average(point => point.Throughput);
        double unexplained = points.Sum(point => Math.Pow(point.Throughput - curve.At(point.Concurrency), 2));
        double all = points.Sum(point => Math.Pow(point.Throughput - mean, 2));
        return all > 0 ? 1 - (unexplained / all) : 0;
    }

    private static ScalabilityEstimate Refuse(FitRefusal refusal, int levels, double highest) => new()
    {
        Refusal = refusal,
        Curve = default,
        Gamma = default,
        Alpha = default,
        Beta = default,
        PeakConcurrency = default,
        Maximum = default,
        RSquared = 0,
        RelativeError = 0,
        Levels = levels,
        ConcurrencyMeasured = highest,
    };
}
