using Holdfast.Admin;
using Holdfast.Drills;

namespace Holdfast.Cli.Tests;

public class CapacityHistoryTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void BusiestHour_StandsForItsDay_AndTodayAndHalfDaysAreLeftOut()
    {
        double?[] hours = [.. Enumerable.Range(0, 24 * 3).Select(hour => (double?)hour)];
        for (int hour = 24; hour < 36; hour++)
        {
            hours[hour] = null;
        }

        SeriesReport report = new("pool:shop", From, 3600, 60, [new SignalReport("offered-first", "1/s", "rate", hours, null, null)]);
        CapacityHistory.PeaksOf(report, new DateOnly(2026, 11, 3)).ShouldBe([new DayPeak(new DateOnly(2026, 11, 1), 23)]);
        CapacityHistory.PeaksOf(report, new DateOnly(2026, 11, 4)).Select(day => day.Day.Day).ShouldBe([1, 3]);
    }

    [Fact]
    public void Forecast_SaysWhenAndHowSure()
    {
        GrowthForecast forecast = new(58, 812, 91, new Interval(60, 120), DayOfWeek.Monday, new DateOnly(2027, 2, 1), new DateOnly(2027, 1, 11), null);
        CapacityHistory.Text("shop", 1200, 0.3, forecast).ShouldBe("""
            pool shop: 812/s in the busiest hour of its busiest weekday, +91/s a month (60/s to 120/s in nine of ten fits), from 58 days
            it can carry 1,200/s with 30 % of its capacity unused
            full on 2027-02-01, a Monday (between 2027-01-11 and later than in two years)

            """);
        CapacityHistory.Text("shop", 1200, 0.3, forecast with { FullOn = null, PerMonth = -3 }).ShouldContain("-3/s a month");
    }
}
