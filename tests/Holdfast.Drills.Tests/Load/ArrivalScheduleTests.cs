using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

public class ArrivalScheduleTests
{
    [Fact]
    public void Constant_IsEvenAndAddsNothingUp()
    {
        List<long> times = Until(3600, "7/s");
        times.Count.ShouldBe(3600 * 7);
        times.Select((time, index) => Math.Abs(time - (index * 1e9 / 7))).Max().ShouldBeLessThan(2);
    }

    [Fact]
    public void Ramp_FollowsItsLine()
    {
        List<long> times = Until(60, "100..500/60s");
        // The integral of the rate: 100 t + (400 / 60) t^2 / 2.
        foreach (double seconds in (double[])[1, 15, 30, 45, 60])
        {
            double expected = (100 * seconds) + (400 / 60.0 * seconds * seconds / 2);
            times.Count(time => time < seconds * 1e9).ShouldBeInRange((int)expected - 1, (int)expected + 1, $"after {seconds} s");
        }
    }

    [Theory]
    [InlineData("0..100/10s", 500)]
    [InlineData("100..0/10s", 500)]
    [InlineData("0/5s,100/s", 500)]
    [InlineData("100/2s,0/5s,10/s", 230)]
    public void StepsFromAndToZero_SendWhatTheyShould(string rate, int expected) => Until(10, rate).Count.ShouldBeInRange(expected - 1, expected + 1);

    [Fact]
    public void NothingLeft_IsNever()
    {
        ArrivalSchedule schedule = new(Curve("2/1s,0/s"), TimeSpan.Zero, null, 0, 1);
        schedule.Advance();
        schedule.Due.ShouldBe(500_000_000);
        schedule.Advance();
        schedule.Due.ShouldBe(ArrivalSchedule.Never);
    }

    [Fact]
    public void WarmUp_KeepsTheFirstRateAndMovesTheCurve() =>
        Until(30, "10..100/10s", warmUp: 20).Count(time => time < 20e9).ShouldBe(200);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Poisson_HasExponentialGapsAtTheRate(ulong seed)
    {
        List<long> times = Until(100, "500/s", random: new SeededRandom(seed));
        times.Count.ShouldBeInRange(50_000 - 1_200, 50_000 + 1_200, $"seed {seed}");
        double[] gaps = [.. times.Zip(times.Skip(1), (first, second) => (second - first) / 1e9)];
        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));
        // Of exponential gaps the deviation equals the mean, and 1/e of them are longer than it.
        (deviation / mean).ShouldBe(1, 0.03, $"seed {seed}");
        gaps.Count(gap => gap > mean).ShouldBeInRange((int)(gaps.Length * 0.36), (int)(gaps.Length * 0.376), $"seed {seed}");
    }

    [Fact]
    public void Parts_TogetherAreTheWhole()
    {
        IEnumerable<long> parts = Enumerable.Range(0, 3).SelectMany(part => Until(10, "50..100/5s", part: part, parts: 3));
        parts.Order().ShouldBe(Until(10, "50..100/5s"));
    }

    private static List<long> Until(double seconds, string rate, double warmUp = 0, SeededRandom? random = null, int part = 0, int parts = 1)
    {
        ArrivalSchedule schedule = new(Curve(rate), TimeSpan.FromSeconds(warmUp), random, part, parts);
        List<long> times = [];
        while (schedule.Due < seconds * 1e9)
        {
            times.Add(schedule.Due);
            schedule.Advance();
        }

        times.ShouldBeInOrder();
        return times;
    }

    private static RateCurve Curve(string rate)
    {
        RateText.Parse(rate, out RateCurve curve).ShouldBeNull();
        return curve;
    }
}
