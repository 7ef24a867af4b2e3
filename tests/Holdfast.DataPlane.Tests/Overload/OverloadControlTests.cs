namespace Holdfast.DataPlane.Tests.Overload;

public sealed class OverloadControlTests
{
    [Theory]
    [InlineData(1000, 1000, 1100)]
    [InlineData(1000, 1030, 1100)]
    [InlineData(1000, 1060, 1160)]
    [InlineData(1000, 1099, 1199)]
    [InlineData(1000, 5000, 5100)]
    public void NextTick_IsNeverAMomentAfterThisOne(long dueMilliseconds, long nowMilliseconds, long nextMilliseconds) =>
        OverloadControl.NextDue(dueMilliseconds * 1_000_000, nowMilliseconds * 1_000_000).ShouldBe(nextMilliseconds * 1_000_000);
}
