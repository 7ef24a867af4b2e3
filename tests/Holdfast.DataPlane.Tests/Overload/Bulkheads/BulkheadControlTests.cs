namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class BulkheadControlTests
{
    private const long Tick = OverloadControl.TickNanoseconds;
    private const long Second = 1_000_000_000;

    private readonly BulkheadControl control = new(workers: 1);

    [Fact]
    public void Capacity_IsWhatTheRoutesPlacesPromise()
    {
        control.Tick(Tick, QueueStates.Of(0), places: 5, service: (0, 0));
        control.Capacity.ShouldBe(0, "nothing is known yet");
        control.Tick(2 * Tick, QueueStates.Of(0), places: 5, service: (Second, 10));
        control.MeanServiceNanoseconds.ShouldBe(Second / 10);
        control.Capacity.ShouldBe(50, 0.1);
    }

    [Fact]
    public void MeanService_FollowsWhatWasServedSince()
    {
        control.Tick(Tick, QueueStates.Of(0), 5, (Second, 10));
        control.Tick(2 * Tick, QueueStates.Of(0), 5, (3 * Second, 20));
        control.MeanServiceNanoseconds.ShouldBe(125_000_000);
        control.Tick(3 * Tick, QueueStates.Of(0), 5, (3 * Second, 20));
        control.MeanServiceNanoseconds.ShouldBe(125_000_000, "nothing was served");
    }
}
