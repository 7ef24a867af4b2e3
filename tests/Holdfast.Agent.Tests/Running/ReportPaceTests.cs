using Holdfast.Agent.Running;

namespace Holdfast.Agent.Tests.Running;

public class ReportPaceTests
{
    private readonly ReportPace pace = new(new SeededRandom(3));

    [Fact]
    public void Gateway_SaysHowOften_WithinBounds()
    {
        pace.AfterAnswer(20).TotalSeconds.ShouldBe(20, 2.6);
        pace.AfterAnswer(0.01).TotalSeconds.ShouldBe(5, 0.7);
        pace.AfterAnswer(1e9).TotalSeconds.ShouldBeLessThanOrEqualTo(340);
        pace.AfterAnswer(double.NaN).TotalSeconds.ShouldBe(5, 0.7);
    }

    [Fact]
    public void WhileTheGatewayIsAway_PausesGrowToAMinute_AndShrinkAtOnceAfter()
    {
        double[] pauses = [.. Enumerable.Range(0, 10).Select(_ => pace.AfterFailure(null).TotalSeconds)];
        pauses[0].ShouldBe(5, 0.7);
        pauses[1].ShouldBe(10, 1.3);
        pauses[^1].ShouldBe(60, 7.6);
        pace.AfterAnswer(5);
        pace.AfterFailure(null).TotalSeconds.ShouldBe(5, 0.7);
    }

    [Fact]
    public void ThousandAgents_DoNotComeBackTogether()
    {
        double[] pauses = [.. Enumerable.Range(0, 1000).Select(seed => new ReportPace(new SeededRandom((ulong)seed)).AfterFailure(null).TotalSeconds)];
        (pauses.Max() - pauses.Min()).ShouldBeGreaterThan(1.1);
    }

    [Fact]
    public void AgentThatTakesTooMuch_ReportsLessOften_AndMoreOftenAgainWhenItDoesNot()
    {
        pace.NoteCost(0.02);
        pace.AfterAnswer(5).TotalSeconds.ShouldBe(20, 2.6);
        pace.Stretch.ShouldBe(4);
        for (int minute = 0; minute < 10; minute++)
        {
            pace.NoteCost(0.001);
        }

        pace.AfterAnswer(5).TotalSeconds.ShouldBe(5, 0.7);
    }
}
