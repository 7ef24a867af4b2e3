using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests.Trends;

public class TrendTests
{
    [Fact]
    public void Points_AreFiveMinutesApart_AndADayAndAHalfAtMost()
    {
        Trend trend = new();
        for (long second = 0; second < 3 * 86_400; second += 5)
        {
            trend.Note(second, second);
        }

        trend.Points.Count.ShouldBe(Trend.PointsMaximum);
        trend.Points[^1].Second.ShouldBe((3 * 86_400) - 300);
    }

    [Fact]
    public void ClockThatIsSetBack_BeginsAnew()
    {
        Trend trend = new();
        trend.Note(10_000, 1);
        trend.Note(5_000, 2);
        trend.Points.ShouldBe([new TrendPoint(5_000, 2)]);
    }
}
