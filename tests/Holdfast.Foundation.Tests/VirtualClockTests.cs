namespace Holdfast.Foundation.Tests;

public class VirtualClockTests
{
    [Fact]
    public void Advance_MovesBothTimesTogether()
    {
        var clock = new VirtualClock();
        DateTimeOffset start = clock.UtcNow;
        clock.Advance(TimeSpan.FromSeconds(90));
        clock.NowNanoseconds.ShouldBe(90_000_000_000);
        clock.UtcNow.ShouldBe(start.AddSeconds(90));
    }

    [Fact]
    public void AdvanceTo_NeverGoesBack()
    {
        var clock = new VirtualClock();
        clock.AdvanceTo(500);
        clock.AdvanceTo(100);
        clock.NowNanoseconds.ShouldBe(500);
    }

    [Fact]
    public void NegativeAdvance_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => new VirtualClock().Advance(-1));
}
