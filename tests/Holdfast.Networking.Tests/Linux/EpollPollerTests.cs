using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public sealed class EpollPollerTests
{
    [Theory]
    [InlineData(true, 300_000)]
    [InlineData(false, 300_000)]
    [InlineData(true, 2_000_000)]
    [InlineData(false, 2_000_001)]
    public void NothingHappens_WaitIsNeverShorterThanAsked(bool nanosecondsSupported, long timeout)
    {
        using var poller = new EpollPoller(nanosecondsSupported);
        long before = SystemClock.Instance.NowNanoseconds;
        poller.Wait(timeout).ShouldBe(0);
        (SystemClock.Instance.NowNanoseconds - before).ShouldBeGreaterThanOrEqualTo(timeout);
    }

    [Fact]
    public void Event_CarriesTheWholeDataBack()
    {
        using var poller = new EpollPoller();
        using var wakeUp = new WakeUp();
        poller.Control(Kernel.ControlAdd, wakeUp.Descriptor, Kernel.EventReadable | Kernel.EventEdgeTriggered, 0xFEDC_BA98_7654_3210).ShouldBe(0);
        poller.Look().ShouldBe(0);
        wakeUp.Signal();
        poller.Wait(-1).ShouldBe(1);
        poller.DataAt(0).ShouldBe(0xFEDC_BA98_7654_3210);
        poller.EventsAt(0).ShouldBe(Kernel.EventReadable);
    }

    [Fact]
    public void ManyWakesBeforeTheLoopNotices_CollapseIntoOneEvent()
    {
        using var poller = new EpollPoller();
        using var wakeUp = new WakeUp();
        poller.Control(Kernel.ControlAdd, wakeUp.Descriptor, Kernel.EventReadable | Kernel.EventEdgeTriggered, 1);
        wakeUp.Signal();
        poller.Look().ShouldBe(1);
        wakeUp.Signal();
        poller.Look().ShouldBe(0);

        wakeUp.Notice();
        wakeUp.Signal();
        poller.Look().ShouldBe(1);
    }

    [Fact]
    public void WakeAfterTheEnd_WritesNothingToWhoeverHasTheNumberNow()
    {
        var ended = new WakeUp();
        ended.Dispose();
        using var next = new WakeUp();
        next.Descriptor.ShouldBe(ended.Descriptor, "the kernel gives the lowest free number");
        using var poller = new EpollPoller();
        poller.Control(Kernel.ControlAdd, next.Descriptor, Kernel.EventReadable | Kernel.EventEdgeTriggered, 1);
        ended.Signal();
        poller.Look().ShouldBe(0);
    }

    [Fact]
    public void DescriptorThatIsNotOpen_IsRefusedWithItsErrno()
    {
        using var poller = new EpollPoller();
        poller.Control(Kernel.ControlAdd, 9999, Kernel.EventReadable, 1).ShouldBe(Errno.BadDescriptor);
    }
}
