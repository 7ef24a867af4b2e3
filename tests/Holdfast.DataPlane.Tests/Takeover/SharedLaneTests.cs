using Holdfast.DataPlane.Takeover;
using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.DataPlane.Tests.Takeover;

public sealed class SharedLaneTests
{
    [Fact]
    public void LivingProcess_IsNeverDead()
    {
        using SharedPages theirs = SharedPages.TryCreate(4096)!;
        theirs.TryLock(1).ShouldBeTrue();
        using SharedPages mine = SharedPages.TryAdopt(Copy(theirs), 4096)!;
        SharedWord process = mine.WordAt(8);
        process.Value = 77;
        SharedLane lane = new(mine, 1, process);
        lane.IsDead(1, out _).ShouldBeFalse();
        theirs.Unlock(1);
        lane.IsDead(Sharing.Second, out bool isOver).ShouldBeTrue();
        isOver.ShouldBeFalse();
        theirs.TryLock(1).ShouldBeFalse("nobody enters before it is emptied");
        lane.IsDead(2 * Sharing.Second, out isOver).ShouldBeTrue();
        isOver.ShouldBeTrue();
        lane.Free();
        (lane.IsUsed, theirs.TryLock(1)).ShouldBe((false, true));
    }

    [Fact]
    public void LaneThatNobodyHas_IsNotDead()
    {
        using SharedPages mine = SharedPages.TryCreate(4096)!;
        new SharedLane(mine, 1, mine.WordAt(8)).IsDead(1, out _).ShouldBeFalse();
    }

    private static int Copy(SharedPages pages)
    {
        var copy = File.OpenHandle($"/proc/self/fd/{pages.Descriptor}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        int descriptor = (int)copy.DangerousGetHandle();
        copy.SetHandleAsInvalid();
        return descriptor;
    }
}
