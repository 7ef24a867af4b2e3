namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class RouteBaselineTests
{
    private const long Millisecond = 1_000_000;

    private readonly RouteBaseline route = new(workers: 1);
    private long now;

    [Fact]
    public void FewerThanTenAnswers_SayNothing()
    {
        Answer(9, 20);
        route.Refresh(out _).ShouldBe(0);
        route.ExpectedNanoseconds.ShouldBe(0);
        Answer(1, 20);
        route.Refresh(out long before).ShouldBe(10);
        (before, route.ExpectedNanoseconds).ShouldBe((0, 20 * Millisecond));
    }

    /// <summary>A first figure of ten answers that had waited is worth no more than the next ten.</summary>
    [Fact]
    public void FirstFigureOfAPoolWithAShareIsRough_ItIsRenewedWithTwiceAsManyAnswers()
    {
        Answer(10, 200);
        route.Refresh(out _);
        Answer(9, 20);
        Look(seconds: 0.1);
        route.Refresh(out _).ShouldBe(0);
        Answer(1, 20);
        route.Refresh(out _).ShouldBe(10);
        ((double)route.ExpectedNanoseconds).ShouldBe(110 * Millisecond, 10);
    }

    [Fact]
    public void FirstFigureOfAnotherPool_IsRenewedWithFiftyAnswers()
    {
        Answer(10, 200);
        route.Refresh(out _);
        Answer(49, 20);
        route.Refresh(out _).ShouldBe(0);
        Answer(1, 20);
        route.Refresh(out _).ShouldBe(50);
    }

    [Fact]
    public void ManyAnswersSince_OneMoreTakesFiftyOfThem()
    {
        Answer(1_000, 20);
        route.Refresh(out _);
        Answer(49, 40);
        route.Refresh(out _).ShouldBe(0);
        Answer(1, 40);
        route.Refresh(out _);
        ((double)route.ExpectedNanoseconds).ShouldBe(22 * Millisecond, 10);
    }

    /// <summary>Fifty answers that were seen together, at whatever use, took 26 ms at most: what waited among the first ones is not what they take.</summary>
    [Fact]
    public void ManyTogetherTookFarLess_TheirsIsBelieved()
    {
        Answer(100, 200);
        Look(seconds: 1);
        route.Refresh(out _);
        ((double)route.ExpectedNanoseconds).ShouldBe(200 * Millisecond, 10);
        AnswerOften(20, seconds: 3);
        route.Refresh(out _);
        route.ExpectedNanoseconds.ShouldBeInRange(20 * Millisecond, 26 * Millisecond);
    }

    /// <summary>Not at the 0.2 % a second of <see cref="InsideWait"/>: limits and costs go by it, also when the pool has no share any more and nobody looks inside.</summary>
    [Fact]
    public void RouteHasBecomeThreeTimesSlower_ItFollowsAsWithoutAShare()
    {
        AnswerOften(20, seconds: 20);
        route.Refresh(out _);
        route.ExpectedNanoseconds.ShouldBeInRange(20 * Millisecond, 21 * Millisecond);
        for (int round = 0; round < 20; round++)
        {
            AnswerOften(60, seconds: 1);
            route.Refresh(out _);
        }

        route.ExpectedNanoseconds.ShouldBeGreaterThan(54 * Millisecond);
    }

    /// <summary>The figure is of a crowd, and looks at low use have shown since that the servers take a fifth of it.</summary>
    [Fact]
    public void LevelStandsWithTheServers_WaitIsCountedFromWhatTheyTake()
    {
        Answer(10, 100);
        route.Refresh(out _);
        Look(seconds: 0.1);
        Answer(10, 100);
        route.LookInside(level: 0.2, now + OverloadControl.TickNanoseconds);

        route.Inside.WaitedNanoseconds.ShouldBe(10 * 80 * Millisecond, Millisecond);
    }

    private void AnswerOften(int milliseconds, int seconds)
    {
        for (int tick = 0; tick < 10 * seconds; tick++)
        {
            Answer(10, milliseconds);
            Look(seconds: 0.1);
        }
    }

    private void Answer(int count, int milliseconds)
    {
        for (int i = 0; i < count; i++)
        {
            route.SamplesOf(0).RecordAnswer(milliseconds * Millisecond, lowUse: true);
        }
    }

    private void Look(double seconds)
    {
        for (int tick = 0; tick < (int)Math.Round(10 * seconds); tick++)
        {
            route.LookInside(level: 1, now += OverloadControl.TickNanoseconds);
        }
    }
}
