using Holdfast.Drills;

namespace Holdfast.Cli.Tests;

public class CapacityTextTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ScalabilityCurve Curve = new(89.995, 0.02773, 0.0001044);
    private static readonly MeasuredPoint[] Points = [.. new double[] { 1, 2, 4, 8, 16, 32, 64, 128 }.Select(level => new MeasuredPoint(level, Curve.At(level)))];

    [Fact]
    public void Report_NamesParametersServersAndTheEnd()
    {
        string text = Packed(CapacityText.Format(ScalabilityFit.Fit(Points), Points, new(1200, 0.15, 4, 0.3, true, 1, false), Now));
        text.ShouldContain("fitted 8 points at 8 concurrencies: R2 1.000");
        text.ShouldContain("gamma 90/s 90/s 90/s one request at a time\n");
        text.ShouldContain("alpha 0.02773 ");
        text.ShouldContain("beta 0.000104 ");
        text.ShouldContain("N* 96.5 96.5 96.5 requests at once; beyond it the server gets slower\n");
        text.ShouldContain("With 30 % headroom a server is given 1,319/s, one server may be missing:");
        text.ShouldContain("2030-01-01 1,200/s 2 2 2\n");
        text.ShouldContain("4 servers carry 3,956/s: full in 8.5 months, on 2030-09-17 (from ");
    }

    [Fact]
    public void TooFewServers_AreNamed() =>
        CapacityText.Format(ScalabilityFit.Fit(Points), Points, new(5000, 0, 3, 0.3, false, 1, false), Now).ShouldContain("3 servers carry 3,956/s: too few for 5,000/s already.");

    [Fact]
    public void PeakThatIsNotInSight_IsSaid()
    {
        MeasuredPoint[] low = [.. new double[] { 1, 2, 4, 8, 16 }.Select(level => new MeasuredPoint(level, 100 * level))];
        string text = Packed(CapacityText.Format(ScalabilityFit.Fit(low), low, new(null, 0, null, 0.3, false, 1, false), Now));
        text.ShouldContain("The peak is not in sight: the maximum is what the curve gives at 32 at once");
        text.ShouldContain("N* none ");
    }

    [Fact]
    public void Chart_ShowsPointsOnTheCurve()
    {
        string[] lines = CurveChart.Draw(ScalabilityFit.Fit(Points), Points).Split('\n');
        lines.Sum(line => line.Count(letter => letter == 'o')).ShouldBeGreaterThanOrEqualTo(8);
        lines.ShouldAllBe(line => line.Length < 80);
        int peak = Array.FindIndex(lines, line => line.Contains('^', StringComparison.Ordinal));
        peak.ShouldBeInRange(0, 1);
        // The lowest point is measured at one at a time, near the origin.
        lines[12].ShouldContain("|o");
    }

    private static string Packed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
