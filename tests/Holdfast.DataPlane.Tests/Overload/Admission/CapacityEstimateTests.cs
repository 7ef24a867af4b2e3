namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class CapacityEstimateTests
{
    private readonly CapacityEstimate capacity = new();

    [Fact]
    public void NothingKnown_IsZero()
    {
        Tick(0, busy: false, promised: 0);
        capacity.PerSecond.ShouldBe(0);
    }

    [Fact]
    public void Idle_BelievesLimitsAndTimesAtFirstAndThenSlowly()
    {
        Tick(10, busy: false, promised: 500);
        capacity.PerSecond.ShouldBe(500, 1);
        Tick(10, busy: false, promised: 1000);
        capacity.PerSecond.ShouldBe(500.5, 0.2);
    }

    [Fact]
    public void Busy_FollowsWhatWasDone()
    {
        Tick(10, busy: false, promised: 2000);
        for (int tick = 0; tick < 20; tick++)
        {
            Tick(100, busy: true, promised: 2000);
        }

        capacity.PerSecond.ShouldBe(1000, 20);
    }

    [Fact]
    public void IdleAndMoreWasDone_TakesThatAtOnce()
    {
        Tick(10, busy: false, promised: 100);
        Tick(90, busy: false, promised: 100);
        capacity.PerSecond.ShouldBe(900, 10);
    }

    private void Tick(long completed, bool busy, double promised) => capacity.Update(completed, 0.1, busy, promised);
}
