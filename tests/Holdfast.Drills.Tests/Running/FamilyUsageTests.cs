using System.Diagnostics;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

public class FamilyUsageTests
{
    [Fact]
    public void OwnProcess_UsesProcessorAndMemory()
    {
        ProcessIdentity own = ProcessIdentity.Of(Environment.ProcessId)!.Value;
        FamilyUsage before = FamilyUsage.Of(own);
        before.Resident.ShouldBeGreaterThan(10L << 20);
        Stopwatch busy = Stopwatch.StartNew();
        FamilyUsage after;
        do
        {
            after = FamilyUsage.Of(own);
        }
        while (after.User + after.System - before.User - before.System < 0.1 && busy.Elapsed < TimeSpan.FromSeconds(30));

        (after.User + after.System - before.User - before.System).ShouldBeGreaterThanOrEqualTo(0.1);
    }

    [Fact]
    public void NobodyThere_UsesNothing() => FamilyUsage.Of(new ProcessIdentity(int.MaxValue, 1)).ShouldBe(default);
}
