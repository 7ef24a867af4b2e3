using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Running;

public class RunAbortWatchTests
{
    private readonly RunAbortWatch watch = new(new AbortRule { After = TimeSpan.FromSeconds(60), AvailableMemory = 1 << 20 });

    [Theory]
    [InlineData(59, 1 << 21, null)]
    [InlineData(61, 1 << 21, "longer than 60 s")]
    [InlineData(10, 1 << 19, "memory")]
    public void Rule_EndsTheRun(double seconds, long memory, string? reason)
    {
        string? said = watch.Reason(seconds, memory);
        if (reason is null)
        {
            said.ShouldBeNull();
        }
        else
        {
            said.ShouldNotBeNull().ShouldContain(reason);
        }
    }

    [Fact]
    public void Memory_IsReadFromTheKernel() => RunAbortWatch.AvailableMemory("MemTotal: 9 kB\nMemAvailable:    2048 kB\n").ShouldBe(2 << 20);
}
