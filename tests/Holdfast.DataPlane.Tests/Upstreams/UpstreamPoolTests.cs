using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Upstreams;

public sealed class UpstreamPoolTests
{
    /// <summary>A worker that stands still for a second is asked once, not two hundred times for each that waits.</summary>
    [Fact]
    public void OtherWorker_IsAskedAgainOnlyWhenItHasLookedAtTheLastQuestion()
    {
        UpstreamPool pool = new(null!, new ServerState("shop", "a", NetworkAddress.FromIPv4(1, 80), 100, new ServerChanges()));
        pool.TryAsk(1).ShouldBeTrue();
        pool.TryAsk(1).ShouldBeFalse();
        pool.TryAsk(2).ShouldBeTrue();
        pool.NoteAsked(1);
        pool.TryAsk(1).ShouldBeTrue();
        pool.TryAsk(2).ShouldBeFalse();
    }
}
