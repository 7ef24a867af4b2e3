namespace Holdfast.Drills;

public sealed class ScalabilityCurveTests
{
    [Fact]
    public void Peak_IsWhereItsNeighboursAreLower()
    {
        ScalabilityCurve curve = new(89.995, 0.02773, 0.0001044);
        curve.At(1).ShouldBe(89.995, 1e-9);
        curve.PeakConcurrency.ShouldBe(96.5, 0.01);
        curve.PeakThroughput.ShouldBeGreaterThan(curve.At(curve.PeakConcurrency - 1));
        curve.PeakThroughput.ShouldBeGreaterThan(curve.At(curve.PeakConcurrency + 1));
    }

    [Fact]
    public void WithoutCoherence_TheLimitIsThatOfContention()
    {
        ScalabilityCurve curve = new(90, 0.03, 0);
        curve.PeakConcurrency.ShouldBe(double.PositiveInfinity);
        curve.PeakThroughput.ShouldBe(3000, 1e-6);
    }

    [Fact]
    public void Knee_IsWhereTheCurveIsSteepAsItsChord()
    {
        // Without coherence: X(N) = N / (0.9 + 0.1 N); the slope equals the chord's where (0.9 + 0.1 N)^2 = 0.9 + 0.1 M.
        ScalabilityCurve curve = new(1, 0.1, 0);
        curve.Knee(100).ShouldBe((Math.Sqrt(10.9) - 0.9) / 0.1, 0.2);
    }
}
