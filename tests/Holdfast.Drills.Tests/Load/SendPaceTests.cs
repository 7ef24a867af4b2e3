namespace Holdfast.Drills.Load;

public class SendPaceTests
{
    [Fact]
    public void FewRequests_AreSentWhenTheyAreDue()
    {
        SendPace pace = new();
        pace.TakeSecond(SendPace.BusyRate - 1);
        pace.TryBegin(1000).ShouldBeTrue();
        pace.TryBegin(1001).ShouldBeTrue();
        pace.After(1002).ShouldBe(1002);
    }

    [Fact]
    public void ManyRequests_WaitForEachOtherOnePauseAtMost()
    {
        SendPace pace = new();
        pace.TakeSecond(SendPace.BusyRate);
        pace.TryBegin(1000).ShouldBeTrue();
        pace.TryBegin(1000 + SendPace.Pause - 1).ShouldBeFalse();
        pace.After(1010).ShouldBe(1000 + SendPace.Pause);
        pace.After(1000 + (2 * SendPace.Pause)).ShouldBe(1000 + (2 * SendPace.Pause));
        pace.TryBegin(1000 + SendPace.Pause).ShouldBeTrue();
    }

    [Fact]
    public void QuietSecond_EndsThePauses()
    {
        SendPace pace = new();
        pace.TakeSecond(100_000);
        pace.TakeSecond(10);
        pace.TryBegin(1000).ShouldBeTrue();
        pace.TryBegin(1001).ShouldBeTrue();
    }

    /// <summary>Sharing a wake-up must not make response times look better: they count from when each was due.</summary>
    [Fact]
    public void RequestsThatWaitedForEachOther_CountFromWhenTheyWereDue()
    {
        SimulatedLoad load = new();
        TrafficClass traffic = new() { Rate = RateCurve.Constant(40_000), ConnectionsMaximum = 256, Deadline = TimeSpan.FromSeconds(1) };
        LoadResult result = load.Run(traffic, seconds: 2, warmUp: 1);
        result.Total.Counts.Good.ShouldBe(80_000);
        double response = result.Total.Response.Mean;
        double service = result.Total.Service.Mean;
        (response - service).ShouldBeInRange(0.3 * SendPace.Pause, 0.7 * SendPace.Pause);
        (result.Total.Response.Maximum - result.Total.Service.Minimum).ShouldBeLessThan(2 * SendPace.Pause);
        result.Total.Counts.LateByClient.ShouldBe(0);
    }
}
