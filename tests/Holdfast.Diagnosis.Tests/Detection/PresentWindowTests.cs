namespace Holdfast.Diagnosis.Tests.Detection;

public class PresentWindowTests
{
    private const double Allowed = 0.0864;

    [Fact]
    public void MuchTraffic_FiveGoodSecondsSayThatItIsOver()
    {
        PresentWindow window = Burning(30, 100);
        Add(window, 4, 0, 100);
        window.Ratio(Allowed).ShouldBeGreaterThan(Allowed);
        Add(window, 1, 0, 100);
        window.Ratio(Allowed).ShouldBe(0);
    }

    [Fact]
    public void LittleTraffic_NeedsMoreSecondsToTell()
    {
        PresentWindow window = Burning(30, 1);
        Add(window, 8, 0, 1);
        window.Ratio(Allowed).ShouldBeGreaterThan(Allowed);
        Add(window, 4, 0, 1);
        window.Ratio(Allowed).ShouldBe(0);
    }

    [Fact]
    public void LittleTrafficOfWhichFewFailed_NeedsAsManySecondsAsTheThresholdAsksFor()
    {
        PresentWindow window = new();
        for (int time = 0; time < 4; time++)
        {
            Add(window, 9, 0, 2);
            Add(window, 1, 1, 2);
        }

        Add(window, 17, 0, 2);
        window.Ratio(Allowed).ShouldBeGreaterThan(0);
        Add(window, 1, 0, 2);
        window.Ratio(Allowed).ShouldBe(0);
    }

    [Fact]
    public void HardlyAnyTraffic_SaysNothing()
    {
        PresentWindow window = new();
        Add(window, 60, 0, 0.1);
        window.Ratio(Allowed).ShouldBe(double.PositiveInfinity);
    }

    private static PresentWindow Burning(int seconds, double all)
    {
        PresentWindow window = new();
        Add(window, seconds, all, all);
        return window;
    }

    private static void Add(PresentWindow window, int seconds, double bad, double all)
    {
        for (int second = 0; second < seconds; second++)
        {
            window.Add(bad, all);
        }
    }
}
