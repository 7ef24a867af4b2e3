using Holdfast.Foundation;

namespace Holdfast.Drills;

public sealed class ScalabilityFitTests
{
    // Gunther's example; N* 96.5, 1884/s there.
    private static readonly ScalabilityCurve Known = new(89.995, 0.02773, 0.0001044);
    private static readonly double[] Doublings = [1, 2, 4, 8, 16, 32, 64, 128];

    [Fact]
    public void ExactPoints_GiveTheCurveBack()
    {
        ScalabilityEstimate estimate = ScalabilityFit.Fit(Points(Known, Doublings));
        estimate.Refusal.ShouldBe(FitRefusal.None);
        estimate.Curve.Gamma.ShouldBe(89.995, 1e-4);
        estimate.Curve.Alpha.ShouldBe(0.02773, 1e-7);
        estimate.Curve.Beta.ShouldBe(0.0001044, 1e-9);
        estimate.Curve.PeakConcurrency.ShouldBe(96.5, 0.01);
        estimate.MaximumThroughput.ShouldBe(1884, 1);
        estimate.RSquared.ShouldBe(1, 1e-9);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void NoisyPoints_GiveIntervalsThatCoverTheTruth()
    {
        int peak = 0;
        int maximum = 0;
        int alpha = 0;
        for (ulong seed = 1; seed <= 100; seed++)
        {
            ScalabilityEstimate estimate = ScalabilityFit.Fit(Noisy(Known, Doublings, 0.02, seed), seed);
            estimate.Refusal.ShouldBe(FitRefusal.None, $"seed {seed}");
            estimate.Curve.PeakConcurrency.ShouldBeInRange(75, 130, $"seed {seed}");
            estimate.MaximumThroughput.ShouldBe(1884, 0.05 * 1884, $"seed {seed}");
            peak += Covers(estimate.PeakConcurrency, 96.5);
            maximum += Covers(estimate.Maximum, 1884);
            alpha += Covers(estimate.Alpha, 0.02773);
        }

        // Intervals of 90 %: from 82 on luck explains the difference (two standard deviations and a half).
        peak.ShouldBeGreaterThanOrEqualTo(82);
        maximum.ShouldBeGreaterThanOrEqualTo(82);
        alpha.ShouldBeGreaterThanOrEqualTo(82);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void IntervalOfThePeak_IsAsWideAsTheoryKnows()
    {
        double low = 0;
        double high = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Interval interval = ScalabilityFit.Fit(Noisy(Known, Doublings, 0.02, seed), seed).PeakConcurrency;
            low += interval.Low / 20;
            high += interval.High / 20;
        }

        low.ShouldBeInRange(84, 93);
        high.ShouldBeInRange(101, 115);
    }

    [Fact]
    public void SameSeed_GivesTheSameIntervals()
    {
        MeasuredPoint[] points = Noisy(Known, Doublings, 0.02, 5);
        ScalabilityFit.Fit(points, 9).ShouldBe(ScalabilityFit.Fit(points, 9));
        ScalabilityFit.Fit(points, 9).Alpha.ShouldNotBe(ScalabilityFit.Fit(points, 10).Alpha);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void NegativeCoherence_IsNeverGiven()
    {
        // Slightly better than linear at the end, as noise makes it.
        ScalabilityCurve contention = new(100, 0.01, 0);
        for (ulong seed = 1; seed <= 50; seed++)
        {
            ScalabilityEstimate estimate = ScalabilityFit.Fit(Noisy(contention, [1, 2, 4, 8, 16, 32], 0.03, seed), seed);
            estimate.Curve.Alpha.ShouldBeGreaterThanOrEqualTo(0, $"seed {seed}");
            estimate.Curve.Beta.ShouldBeGreaterThanOrEqualTo(0, $"seed {seed}");
            estimate.Alpha.Low.ShouldBeGreaterThanOrEqualTo(0, $"seed {seed}");
        }
    }

    [Fact]
    public void LinearServer_HasNoPeakAndIsNotBelievedBeyondTwiceTheData()
    {
        ScalabilityEstimate estimate = ScalabilityFit.Fit(Points(new ScalabilityCurve(100, 0, 0), [1, 2, 4, 8, 16]));
        estimate.IsPeakBeyondData.ShouldBeTrue();
        estimate.MaximumThroughput.ShouldBe(3200, 1);
        estimate.Curve.Gamma.ShouldBe(100, 1e-6);
    }

    [Fact]
    public void FourLevels_AreRefused()
    {
        ScalabilityEstimate estimate = ScalabilityFit.Fit([.. Points(Known, [1, 2, 4, 8]), .. Points(Known, [1, 2, 4, 8])]);
        estimate.Refusal.ShouldBe(FitRefusal.TooFewLevels);
        estimate.Levels.ShouldBe(4);
        ScalabilityFit.Fit([]).Refusal.ShouldBe(FitRefusal.TooFewLevels);
    }

    [Fact]
    public void LevelsCloseTogether_AreRefused() => ScalabilityFit.Fit(Points(Known, [10, 11, 12, 13, 14, 15])).Refusal.ShouldBe(FitRefusal.TooNarrow);

    [Fact]
    public void PointsOfNoSuchCurve_AreRefused()
    {
        MeasuredPoint[] points = [new(1, 100), new(2, 900), new(4, 50), new(8, 700), new(16, 90), new(32, 400)];
        ScalabilityFit.Fit(points).Refusal.ShouldBe(FitRefusal.PoorFit);
    }

    [Fact]
    public void SaturatedServer_IsNotRefusedForBeingFlat() =>
        ScalabilityFit.Fit([new(8, 1000), new(16, 1004), new(32, 998), new(64, 1001), new(128, 1003)]).Refusal.ShouldBe(FitRefusal.None);

    private static int Covers(Interval interval, double truth) => interval.Low <= truth && truth <= interval.High ? 1 : 0;

    private static MeasuredPoint[] Points(ScalabilityCurve curve, double[] levels) => [.. levels.Select(level => new MeasuredPoint(level, curve.At(level)))];

    private static MeasuredPoint[] Noisy(ScalabilityCurve curve, double[] levels, double share, ulong seed)
    {
        SeededRandom random = new(seed * 7919);
        return [.. levels.Select(level => new MeasuredPoint(level, curve.At(level) * (1 + (share * Normal(random)))))];
    }

    private static double Normal(SeededRandom random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
