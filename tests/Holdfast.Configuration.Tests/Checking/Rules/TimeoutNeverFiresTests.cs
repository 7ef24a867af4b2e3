namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class TimeoutNeverFiresTests
{
    [Theory]
    [InlineData("{ firstByte: 30s, total: 10s }", "firstByte")]
    [InlineData("{ connect: 5s, total: 5s }", "connect")]
    public void TimeoutPastTotal_IsAWarning(string timeouts, string key) =>
        RuleAssert.Fires("timeout-never-fires", Reader.With($"timeouts: {timeouts}"), $"timeouts.{key}", Severity.Warning);

    [Theory]
    [InlineData("{ total: 10s }")]
    [InlineData("{ firstByte: 1h, total: 0 }")]
    [InlineData("{ firstByte: 9s, total: 10s }")]
    public void ShorterOrUnwritten_IsSilent(string timeouts) => RuleAssert.Silent("timeout-never-fires", Reader.With($"timeouts: {timeouts}"));
}
