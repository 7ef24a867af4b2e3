using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Watching;

public sealed class ServerWatchTests
{
    private const long Minute = 60_000_000_000;
    private static readonly ServerState Server = new("shop", "a", NetworkAddress.FromIPv4(1, 80), 100, new ServerChanges());
    private readonly ServerWatch watch = new(20, now: 0);

    [Fact]
    public void FallToAQuarter_IsToldOnce_WithTheTimeThatItTook()
    {
        Observe(200, LimitReason.Rise, 1).ShouldBe(0);
        Observe(200, LimitReason.Held, 2).ShouldBe(0);
        Observe(51, LimitReason.QueueInServer, 3).ShouldBe(0);
        Observe(50, LimitReason.QueueInServer, 4).ShouldBe(200);
        watch.FallNanoseconds.ShouldBe(2, "the limit was 200 until then");
        Observe(49, LimitReason.Drops, 5).ShouldBe(0);
        Observe(12, LimitReason.Collapse, 6).ShouldBe(50);
        watch.FallNanoseconds.ShouldBe(2);
    }

    [Fact]
    public void FallFromTheStretchBefore_TookAsLongAsThat()
    {
        Observe(200, LimitReason.Rise, 1);
        Observe(60, LimitReason.QueueInServer, 2);
        Observe(60, LimitReason.Held, 3 * Minute);
        Observe(40, LimitReason.QueueInServer, 4 * Minute).ShouldBe(200);
        watch.FallNanoseconds.ShouldBe((4 * Minute) - 1);
    }

    [Theory]
    [InlineData(nameof(LimitReason.Unused))]
    [InlineData(nameof(LimitReason.Fixed))]
    [InlineData(nameof(LimitReason.Capped))]
    public void FallWithoutTrouble_IsNotTold(string reason)
    {
        Observe(200, LimitReason.Rise, 1);
        Observe(2, Enum.Parse<LimitReason>(reason), 2).ShouldBe(0);
    }

    [Fact]
    public void FallOverHours_IsNotTold()
    {
        int told = 0;
        for (int limit = 400; limit > 4; limit--)
        {
            told += Observe(limit, LimitReason.QueueInServer, (400 - limit) * Minute);
        }

        told.ShouldBe(0);
    }

    [Fact]
    public void Changes_AreCountedByTheirReason()
    {
        Observe(21, LimitReason.Rise, 1);
        Observe(22, LimitReason.Rise, 2);
        Observe(22, LimitReason.Held, 3);
        Observe(20, LimitReason.QueueInServer, 4);
        watch.Changes.ShouldBe([("rise", 2L), ("queue_in_server", 1L)]);
    }

    /// <summary>What the limit fell from; 0 when nothing is told.</summary>
    private int Observe(int limit, LimitReason reason, long now) => watch.Observe(new LimitState(Server, limit, reason, 1, 0, 0, 0), now, out int from) ? from : 0;
}
