using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public sealed class WakeTimerTests : IDisposable
{
    private const long Millisecond = 1_000_000;

    private readonly IEventLoop loop = new LinuxNetwork().CreateLoop();

    private static long Now => SystemClock.Instance.NowNanoseconds;

    public void Dispose() => loop.Dispose();

    [Fact]
    public void NothingHappens_TurnLastsUntilItsDueTime()
    {
        long due = Now + (3 * Millisecond);
        loop.TurnUntil(Now, due).ShouldBe(0);
        Now.ShouldBeGreaterThanOrEqualTo(due);
    }

    [Fact]
    public void DueTimeHasPassed_OnlyLooks()
    {
        long before = Now;
        for (int turn = 0; turn < 100; turn++)
        {
            loop.TurnUntil(before, before - 1).ShouldBe(0);
            loop.TurnUntil(before, 0).ShouldBe(0);
        }
    }

    [Fact]
    public void EarlierDueTimeAfterAFarOne_IsTheOneThatWakes()
    {
        Arm(Now + (3600 * 1000 * Millisecond));
        long due = Now + (2 * Millisecond);
        WithinSeconds(() => loop.TurnUntil(Now, due));
        Now.ShouldBeGreaterThanOrEqualTo(due);
    }

    [Fact]
    public void LaterDueTimeAfterANearOne_IsReachedAfterAtMostOneEarlyReturn()
    {
        Arm(Now + Millisecond);
        long due = Now + (5 * Millisecond);
        WithinSeconds(() =>
        {
            loop.TurnUntil(Now, due);
            if (Now < due)
            {
                loop.TurnUntil(Now, due);
            }
        });
        Now.ShouldBeGreaterThanOrEqualTo(due);
    }

    [Fact]
    public void TimerRanOutWhileTheLoopWorked_TheNextDueTimeIsArmedAgain()
    {
        for (int round = 0; round < 20; round++)
        {
            long first = Now + (Millisecond / 2);
            Arm(first);
            while (Now < first + Millisecond)
            {
                loop.Turn(0);
            }

            WithinSeconds(() => loop.TurnUntil(Now, Now + Millisecond));
        }
    }

    [Fact]
    public void TurnWithoutEnd_IsWokenByTheOtherThread()
    {
        var other = new Thread(loop.Wake);
        WithinSeconds(() =>
        {
            other.Start();
            loop.TurnUntil(Now, -1);
        });
        other.Join();
    }

    // Arms the timer and returns at once.
    private void Arm(long due)
    {
        loop.Wake();
        loop.TurnUntil(Now, due);
    }

    // On a thread of its own, so that a timer which never fires fails the test instead of hanging the run.
    private static void WithinSeconds(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true };
        thread.Start();
        thread.Join(TimeSpan.FromSeconds(10)).ShouldBeTrue("the loop was not woken");
    }
}
