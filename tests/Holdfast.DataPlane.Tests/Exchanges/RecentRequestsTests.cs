using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Exchanges;

public class RecentRequestsTests
{
    private const ulong Key = 0x1234_5678_9ABC_DEF0;
    private const long Second = 1_000_000_000;

    private readonly RecentRequests recent = new();

    [Fact]
    public void SameAgainSoonAfterABadAnswer_IsARetry()
    {
        recent.Arrive(Key, 100 * Second).ShouldBeFalse();
        recent.NoteBad(Key, 101 * Second);
        recent.Arrive(Key, 102 * Second).ShouldBeTrue();
        recent.NoteBad(Key, 103 * Second);
        recent.Arrive(Key, 104 * Second).ShouldBeTrue("and again");
    }

    [Fact]
    public void SameAgainAfterAGoodAnswer_IsNone()
    {
        recent.Arrive(Key, 100 * Second);
        recent.Arrive(Key, 101 * Second).ShouldBeFalse();
    }

    [Fact]
    public void SomebodyElse_IsNone()
    {
        recent.Arrive(Key, 100 * Second);
        recent.NoteBad(Key, 101 * Second);
        recent.Arrive(Key + 1, 102 * Second).ShouldBeFalse();
    }

    [Fact]
    public void LongAfter_IsNone()
    {
        recent.Arrive(Key, 100 * Second);
        recent.NoteBad(Key, 101 * Second);
        recent.Arrive(Key, 120 * Second).ShouldBeFalse();
    }

    /// <summary>A gateway in front, or a load test: half of its requests are shed, and it does not repeat one of them.</summary>
    [Fact]
    public void WhoeverComesAllTheTime_IsNotTakenForRetrying()
    {
        SeededRandom random = new(3);
        int retries = 0;
        long now = 100 * Second;
        for (int request = 0; request < 10_000; request++)
        {
            now += 1_000_000 + (long)(random.NextUInt64() % 18_000_000);
            retries += recent.Arrive(Key, now) ? 1 : 0;
            if (request % 2 == 0)
            {
                recent.NoteBad(Key, now + 100_000);
            }
        }

        // The gap is usually 10 ms; one in some is less than half of it.
        retries.ShouldBeLessThan(2_500);
    }
}
