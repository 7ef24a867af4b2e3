using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public class ProcessorAffinityTests
{
    [Fact]
    public void PinnedThread_MayRunOnThatProcessorOnlyAndOthersAreNotAffected()
    {
        int processor = ProcessorAffinity.Allowed()[^1];
        IReadOnlyList<int> seen = [];
        bool pinned = false;
        var thread = new Thread(() =>
        {
            pinned = ProcessorAffinity.Pin(processor);
            seen = ProcessorAffinity.Allowed();
        });
        thread.Start();
        thread.Join();

        pinned.ShouldBeTrue();
        seen.ShouldBe([processor]);
        ProcessorAffinity.Allowed().Count.ShouldBe(Environment.ProcessorCount);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1023)]
    [InlineData(5000)]
    public void ProcessorThatDoesNotExist_IsRefused(int processor) => ProcessorAffinity.Pin(processor).ShouldBeFalse();
}
