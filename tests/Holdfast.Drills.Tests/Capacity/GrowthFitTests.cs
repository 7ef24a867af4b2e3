using Holdfast.Foundation;

namespace Holdfast.Drills.Tests.Capacity;

public class GrowthFitTests
{
    private static readonly DateOnly First = new(2026, 9, 1);

    [Fact]
    public void GrowthWithoutNoise_IsFoundToTheDay()
    {
        // 100/s and 1/s more each day, Mondays 50/s more: 200/s are reached on a Monday.
        GrowthForecast forecast = Forecast(Days(60, (day, index) => 100 + index + (day.DayOfWeek == DayOfWeek.Monday ? 50 : 0)), 230);
        forecast.PerMonth.ShouldBe(365.25 / 12, 1e-6);
        forecast.FullOn.ShouldBe(new DateOnly(2026, 11, 23));
        (forecast.Earliest, forecast.Latest, forecast.BusiestWeekday).ShouldBe((forecast.FullOn, forecast.FullOn, DayOfWeek.Monday));
        forecast.Now.ShouldBe(209, 1e-6);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    public void GrowthInNoise_LiesInTheRange(ulong seed)
    {
        SeededRandom random = new(seed);
        // True: 500/s, 3/s more each day, weekends a third less, noise of 5 %.
        GrowthForecast forecast = Forecast(Days(60, (day, index) => (500 + (3 * index)) * (IsWeekend(day) ? 0.67 : 1) * (1 + (0.1 * (random.NextDouble() - 0.5)))), 900);
        DateOnly truth = First.AddDays(134);
        forecast.Earliest.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(truth.AddDays(14), $"seed {seed}: {forecast}");
        (forecast.Latest is null || forecast.Latest >= truth.AddDays(-3)).ShouldBeTrue($"seed {seed}: {forecast}");
        (forecast.Earliest <= forecast.FullOn && (forecast.Latest is null || forecast.FullOn <= forecast.Latest)).ShouldBeTrue($"seed {seed}: {forecast}");
    }

    [Fact]
    public void LoadThatDoesNotGrow_IsNeverFull_AndOneThatIsThere_IsFullToday()
    {
        Forecast(Days(30, (_, _) => 100), 200).FullOn.ShouldBeNull();
        Forecast(Days(30, (_, _) => 100), 90).FullOn.ShouldBe(First.AddDays(29));
        Forecast(Days(30, (_, index) => 100 - index), 200).PerMonth.ShouldBeLessThan(0);
    }

    [Fact]
    public void SameSeed_GivesTheSameRange()
    {
        SeededRandom random = new(7);
        DayPeak[] days = Days(40, (_, index) => 100 + index + (20 * random.NextDouble()));
        Forecast(days, 300).ShouldBe(Forecast(days, 300));
    }

    [Fact]
    public void TooLittle_IsRefusedInWords()
    {
        Refusal(Days(20, (_, _) => 1), 10).ShouldBe("20 days are recorded, a trend with weekdays needs 21");
        Refusal([.. Days(60, (_, _) => 1).Where((_, index) => index % 2 == 0)], 10).ShouldContain("too many gaps");
        Refusal([.. Days(60, (_, _) => 1).Where(day => day.Day.DayOfWeek != DayOfWeek.Sunday)], 10).ShouldContain("of one weekday");
        Refusal(Days(60, (_, _) => 0), 10).ShouldContain("no request arrived");
        Refusal(Days(60, (_, _) => 1), 0).ShouldContain("--capacity");
        Refusal(Days(60, (_, _) => double.NaN), 10).ShouldContain("0 days are recorded");
    }

    private static DayPeak[] Days(int count, Func<DateOnly, int, double> peak) => [.. Enumerable.Range(0, count).Select(index => new DayPeak(First.AddDays(index), peak(First.AddDays(index), index)))];

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static GrowthForecast Forecast(DayPeak[] days, double carried) => GrowthFit.Fit(days, carried, 1, out _).ShouldNotBeNull();

    private static string Refusal(DayPeak[] days, double carried)
    {
        GrowthFit.Fit(days, carried, 1, out string? refusal).ShouldBeNull();
        return refusal.ShouldNotBeNull();
    }
}
