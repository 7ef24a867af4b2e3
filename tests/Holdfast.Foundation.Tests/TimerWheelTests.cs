namespace Holdfast.Foundation.Tests;

public class TimerWheelTests
{
    private const long Resolution = 1000;

    private readonly TimerWheel wheel = new(Resolution, 0);
    private readonly List<string> fired = [];

    [Fact]
    public void TimerAtItsTime_FiresOnce()
    {
        wheel.Schedule(Timer("a"), 5000);
        wheel.Advance(4999).ShouldBe(0);
        wheel.Advance(5000).ShouldBe(1);
        wheel.Advance(100_000).ShouldBe(0);
        fired.ShouldBe(["a"]);
    }

    [Fact]
    public void TimeBetweenTwoTicks_FiresAtTheLaterTickNeverEarly()
    {
        wheel.Schedule(Timer("a"), 5001);
        wheel.Advance(5999).ShouldBe(0);
        wheel.Advance(6000).ShouldBe(1);
    }

    [Fact]
    public void TimeThatHasPassed_FiresAtTheNextAdvanceEvenWhenTheClockStands()
    {
        wheel.Advance(10_000);
        wheel.Schedule(Timer("past"), 3);
        wheel.NanosecondsUntilNext(10_000).ShouldBe(0);
        wheel.Advance(10_000).ShouldBe(1);
    }

    [Fact]
    public void ScheduledAgain_MovesToTheNewTime()
    {
        TestTimer timer = Timer("a");
        wheel.Schedule(timer, 5000);
        wheel.Schedule(timer, 9000);
        wheel.Count.ShouldBe(1);
        wheel.Advance(8999).ShouldBe(0);
        wheel.Advance(9000).ShouldBe(1);
        timer.IsScheduled.ShouldBeFalse();
    }

    [Fact]
    public void Cancelled_DoesNotFire()
    {
        TestTimer timer = Timer("a");
        wheel.Schedule(timer, 5000);
        wheel.Cancel(timer);
        wheel.Cancel(timer);
        timer.IsScheduled.ShouldBeFalse();
        wheel.Count.ShouldBe(0);
        wheel.NanosecondsUntilNext(0).ShouldBe(-1);
        wheel.Advance(1_000_000).ShouldBe(0);
    }

    [Fact]
    public void HandlerCancelsAnotherDueTimer_TheOtherDoesNotFire()
    {
        TestTimer second = Timer("second");
        wheel.Schedule(Timer("first", () => wheel.Cancel(second)), 5000);
        wheel.Schedule(second, 5000);
        wheel.Schedule(Timer("third"), 5000);
        wheel.Advance(5000).ShouldBe(2);
        fired.ShouldBe(["first", "third"]);
    }

    [Fact]
    public void HandlerPostponesAnotherDueTimer_TheOtherFiresAtItsNewTime()
    {
        TestTimer second = Timer("second");
        wheel.Schedule(Timer("first", () => wheel.Schedule(second, 7000)), 5000);
        wheel.Schedule(second, 5000);
        wheel.Advance(5000).ShouldBe(1);
        wheel.Advance(7000).ShouldBe(1);
        fired.ShouldBe(["first", "second"]);
    }

    [Fact]
    public void HandlerSchedulesItselfForNow_FiresOncePerAdvance()
    {
        TestTimer? again = null;
        again = Timer("again", () => wheel.Schedule(again!, 0));
        wheel.Schedule(again, 1000);
        wheel.Advance(1000).ShouldBe(1);
        wheel.Advance(1000).ShouldBe(1);
        fired.Count.ShouldBe(2);
    }

    [Fact]
    public void HandlerThrows_TheOthersFireInTheNextAdvance()
    {
        wheel.Schedule(Timer("first", () => throw new InvalidOperationException("defect")), 5000);
        wheel.Schedule(Timer("second"), 5000);
        Should.Throw<InvalidOperationException>(() => wheel.Advance(5000));
        wheel.NanosecondsUntilNext(5000).ShouldBe(0);
        wheel.Advance(5000).ShouldBe(1);
        fired.ShouldBe(["first", "second"]);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue / 2)]
    public void FarTime_WaitsWithoutOverflow(long due)
    {
        wheel.Schedule(Timer("far"), due);
        wheel.NanosecondsUntilNext(0).ShouldBeGreaterThan(0);
        wheel.Advance(long.MaxValue / 4).ShouldBe(0);
        wheel.NanosecondsUntilNext(long.MaxValue / 4).ShouldBeGreaterThan(0);
        wheel.Count.ShouldBe(1);
    }

    [Fact]
    public void WheelThatStartsLate_CountsFromItsOrigin()
    {
        const long origin = 1_000_000_000_123;
        var late = new TimerWheel(Resolution, origin);
        late.Schedule(Timer("a"), origin + 70_500);
        late.NanosecondsUntilNext(origin).ShouldBeLessThanOrEqualTo(71_000);
        late.Advance(origin + 70_499).ShouldBe(0);
        late.Advance(origin + 71_000).ShouldBe(1);
    }

    [Fact]
    public void ScheduleAndAdvance_DoNotAllocate()
    {
        TestTimer[] timers = [.. Enumerable.Range(0, 100).Select(_ => new TestTimer("", null, null))];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 1000; round++)
        {
            for (int i = 0; i < timers.Length; i++)
            {
                wheel.Schedule(timers[i], (round * 10_000L) + (i * 777L));
            }

            wheel.Cancel(timers[round % 100]);
            wheel.Advance(round * 10_000L);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private TestTimer Timer(string name, Action? onDue = null) => new(name, fired, onDue);

    private sealed class TestTimer(string name, List<string>? fired, Action? onDue) : TimerNode
    {
        protected internal override void OnDue(long nowNanoseconds)
        {
            fired?.Add(name);
            onDue?.Invoke();
        }
    }
}
