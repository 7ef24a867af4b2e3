using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class QueueSettingsTests
{
    private const long Millisecond = 1_000_000;

    [Theory]
    [InlineData(RequestClass.Critical, 250)]
    [InlineData(RequestClass.Default, 100)]
    [InlineData(RequestClass.BestEffort, 50)]
    [InlineData(RequestClass.Bulk, 20)]
    public void TooManyAsk_EachClassWaitsAsLongAsItMay(RequestClass importance, int milliseconds) =>
        PatienceOf(importance, QueueSettings.For(1_000, Millisecond, Crowd.TooLarge)).ShouldBe(milliseconds * Millisecond);

    [Theory]
    [InlineData(RequestClass.Critical)]
    [InlineData(RequestClass.Bulk)]
    public void CrowdFits_WaitsOutAHiccup(RequestClass importance)
    {
        QueueSettings settings = QueueSettings.For(1_000, Millisecond, Crowd.Fits);
        PatienceOf(importance, settings).ShouldBe(1_000 * Millisecond);
        settings.StandingNanoseconds.ShouldBeGreaterThan(3_600_000 * Millisecond);
        // The crowd itself is the bound.
        settings.Count.ShouldBe(QueueSettings.MaximumCount);
    }

    [Fact]
    public void NothingIsKnown_BoundsAreTimeAndMemory()
    {
        PatienceOf(RequestClass.Default, QueueSettings.Unknown).ShouldBe(250 * Millisecond);
        QueueSettings.Unknown.Count.ShouldBe(QueueSettings.MaximumCount);
        // A first figure of the capacity, from a few quick answers, bounds nothing.
        QueueSettings.For(10, Millisecond, Crowd.Unknown).Count.ShouldBe(QueueSettings.MaximumCount);
    }

    [Fact]
    public void CriticalRequest_KeepsHalfOfItsTimeForItsAnswer()
    {
        var waiter = new Waiter(0) { Class = RequestClass.Critical, DeadlineNanoseconds = 600 * Millisecond };
        QueueSettings.For(1_000, Millisecond, Crowd.Fits).ExpiryOf(waiter, 0).ShouldBe(300 * Millisecond);
    }

    private static long PatienceOf(RequestClass importance, QueueSettings settings) =>
        settings.ExpiryOf(new Waiter(0) { Class = importance, DeadlineNanoseconds = 60_000 * Millisecond }, 0);
}
