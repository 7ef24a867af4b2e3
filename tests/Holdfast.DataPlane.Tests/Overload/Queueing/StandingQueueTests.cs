namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class StandingQueueTests
{
    private const long Millisecond = 1_000_000;
    private const long Mark = 5 * Millisecond;

    [Fact]
    public void LongWaitsForHalfASecond_QueueStands()
    {
        StandingQueue queue = default;
        Run(ref queue, 0, 500, waited: 6).ShouldBeFalse();
        Run(ref queue, 500, 700, waited: 6).ShouldBeTrue();
    }

    [Fact]
    public void OneShortWaitInEachWindow_QueueDoesNotStand()
    {
        StandingQueue queue = default;
        for (int window = 0; window < 50; window++)
        {
            Run(ref queue, window * 100, (window * 100) + 95, waited: 50);
            Run(ref queue, (window * 100) + 95, (window + 1) * 100, waited: 5).ShouldBeFalse();
        }
    }

    [Fact]
    public void WaitsBecomeShort_QueueStandsNoMore()
    {
        StandingQueue queue = default;
        Run(ref queue, 0, 1_000, waited: 6).ShouldBeTrue();
        Run(ref queue, 1_000, 1_200, waited: 1).ShouldBeFalse();
    }

    [Fact]
    public void NobodyIsServedAtAll_QueueStands()
    {
        StandingQueue queue = default;
        for (int time = 0; time < 1_000; time += 5)
        {
            queue.Advance(time * Millisecond, Mark, 100 * Millisecond);
        }

        queue.Stands.ShouldBeTrue();
    }

    private static bool Run(ref StandingQueue queue, int from, int to, long waited)
    {
        for (int time = from; time < to; time += 5)
        {
            queue.Advance(time * Millisecond, Mark, 100 * Millisecond);
            queue.Note(waited * Millisecond);
        }

        return queue.Stands;
    }
}
