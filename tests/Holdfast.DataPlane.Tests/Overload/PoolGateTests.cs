namespace Holdfast.DataPlane.Tests.Overload;

public sealed class PoolGateTests
{
    private readonly PoolGate gate = new("shop", 0, new PoolControl(LimitSettings.Default, 1, [], 0), 1);

    [Fact]
    public void SlotsThatComeFreeBeforeTheOwnerLooks_AreToldOnceWithTheTimeOfTheFirst()
    {
        gate.NoteSlotFree(5).ShouldBeFalse("nobody waits");
        gate.BeginWait();
        gate.NoteSlotFree(7).ShouldBeTrue();
        gate.NoteSlotFree(9).ShouldBeFalse();
        gate.TakeSlotFree(out long since).ShouldBeTrue();
        since.ShouldBe(7);
        gate.TakeSlotFree(out _).ShouldBeFalse();
        gate.NoteSlotFree(11).ShouldBeTrue();
    }

    [Fact]
    public void TimesThatSlotsStoodFree_AreKept()
    {
        gate.SlotsIdle.ShouldBeNull();
        gate.NoteSlotGiven(2_000_000);
        gate.NoteSlotGiven(-5);
        gate.SlotsIdle!.Count.ShouldBe(2);
        gate.SlotsIdle.Percentile(100).ShouldBe(2_000_000, 100_000);
    }
}
