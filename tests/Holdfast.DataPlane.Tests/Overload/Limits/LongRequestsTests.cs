namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class LongRequestsTests
{
    private const long Second = 1_000_000_000;

    private readonly LongRequests longRequests = new(now: 0);
    private long now;
    private SampleTotals sum;

    [Fact]
    public void FullAndSilentSinceTheStart_GetsHalfAsManyMoreEachSecond()
    {
        Look(20, 20).ShouldBe(30);
        Look(30, 30).ShouldBe(45);
    }

    [Fact]
    public void LessThanASecond_ChangesNothing() => longRequests.Raise(sum, 20, 20, 1, Second / 2).ShouldBe(0);

    [Fact]
    public void RoomIsLeft_NothingIsRaised() => Look(20, 15).ShouldBe(0);

    [Fact]
    public void NeverAnswered_IsBounded()
    {
        Look(300, 300).ShouldBe(320);
        Look(320, 320).ShouldBe(0);
    }

    [Fact]
    public void KnownToBeLong_MayGrowFarther()
    {
        Answer(count: 5, expected: 30 * Second, time: 31 * Second);
        Look(320, 320).ShouldBe(480);
        Look(900, 900).ShouldBe(1000);
        Look(1000, 1000).ShouldBe(0);
    }

    [Fact]
    public void QuickRequestsThatAreNotAnswered_GetNoMore()
    {
        Answer(count: 5, expected: Second / 20, time: Second / 20);
        Look(20, 20).ShouldBe(0);
    }

    [Fact]
    public void AnswersSlowerThanUsual_GetNoMore()
    {
        Answer(count: 5, expected: 10 * Second, time: 20 * Second);
        Look(20, 20).ShouldBe(0);
    }

    [Fact]
    public void Failures_GetNoMore()
    {
        Answer(count: 5, expected: 30 * Second, time: 30 * Second);
        sum.Drops++;
        Look(20, 20).ShouldBe(0);
        Look(20, 20).ShouldBe(30);
    }

    private double Look(double limit, int inFlight)
    {
        now += Second;
        return longRequests.Raise(sum, inFlight, limit, baseline: 1, now);
    }

    private void Answer(int count, long expected, long time)
    {
        sum.Answers += count;
        sum.Timed += count;
        sum.ExpectedNanoseconds += count * expected;
        sum.TimeNanoseconds += count * time;
    }
}
