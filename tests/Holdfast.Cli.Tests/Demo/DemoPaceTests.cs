namespace Holdfast.Cli.Tests;

public class DemoPaceTests
{
    [Theory]
    [InlineData(0, null, 1000)]
    [InlineData(400, null, 600)]
    [InlineData(990, null, 1010)]
    [InlineData(1003, null, 997)]
    [InlineData(0, 300, 300)]
    [InlineData(19_003, 20_000, 997)]
    [InlineData(1003, 2200, 1197)]
    [InlineData(1003, 2500, 997)]
    [InlineData(2003, 2500, 497)]
    public void NextLook_IsAtAWholeSecondOrTheEnd_NeverHasty(int elapsed, int? duration, int expected) => Next(elapsed, duration).ShouldBe(expected);

    [Theory]
    [InlineData(20_000, 20_000)]
    [InlineData(20_001, 20_000)]
    [InlineData(0, 0)]
    public void AtTheEnd_ThereIsNone(int elapsed, int duration) => Next(elapsed, duration).ShouldBeNull();

    // Waiting knows whole milliseconds only: rounded down, the last look would be repeated until the rest has passed.
    [Fact]
    public void RestOfAMillisecond_IsWaitedFor() =>
        DemoPace.UntilNext(TimeSpan.FromMicroseconds(19_999_400), TimeSpan.FromSeconds(20)).ShouldBe(TimeSpan.FromMilliseconds(1));

    private static double? Next(int elapsed, int? duration) =>
        DemoPace.UntilNext(TimeSpan.FromMilliseconds(elapsed), duration is { } end ? TimeSpan.FromMilliseconds(end) : null)?.TotalMilliseconds;
}
