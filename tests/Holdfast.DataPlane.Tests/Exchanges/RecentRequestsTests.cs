using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Exchanges;

public class RecentRequestsTests
{
    private const ulong Key = 0x1234_5678_9ABC_DEF0;
    private const long Second = 1_000_000_000;

    private readonly RecentRequests recent = new(beganNanoseconds: 0);

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

    /// <summary>A gateway that was killed starts again while all servers are out: forty clients go on asking as they did, each in its own time, and nobody repeats anything.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(3)]
    public void WhoeverAskedBeforeTheGatewayBegan_IsNotTakenForRetrying(double gapSeconds)
    {
        RecentRequests recent = new(1000 * Second);
        SeededRandom random = new(5);
        PriorityQueue<ulong, long> next = new();
        for (ulong client = 1; client <= 40; client++)
        {
            next.Enqueue(client * 0x9E37_79B9_7F4A_7C15, Later(0));
        }

        (int retries, int requests) = (0, 0);
        while (next.TryDequeue(out ulong key, out long now) && now < 60 * Second)
        {
            requests++;
            retries += recent.Arrive(key, 1000 * Second + now) ? 1 : 0;
            recent.NoteBad(key, 1000 * Second + now + 200_000);
            next.Enqueue(key, Later(now));
        }

        // By chance one in some comes four times sooner than it usually does.
        retries.ShouldBeLessThan(requests / 3, $"of {requests}");

        long Later(long now) => now - (long)(gapSeconds * Second * Math.Log(1 - random.NextDouble()));
    }

    /// <summary>What it knows of a client that it has seen once is how long it was not seen before.</summary>
    [Fact]
    public void NewcomerThatAsksAgainMuchSoonerThanItWasAway_IsARetry()
    {
        recent.Arrive(Key + 1, 100 * Second);
        recent.Arrive(Key, 108 * Second);
        recent.NoteBad(Key, 108 * Second);
        recent.Arrive(Key, 109 * Second).ShouldBeTrue();
    }
}
