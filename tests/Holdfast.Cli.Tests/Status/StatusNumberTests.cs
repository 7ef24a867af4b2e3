namespace Holdfast.Cli.Tests;

public class StatusNumberTests
{
    [Theory]
    [InlineData(0, "0/s")]
    [InlineData(0.24, "0.2/s")]
    [InlineData(9.94, "9.9/s")]
    [InlineData(12345.6, "12,346/s")]
    public void Rates(double value, string text) => StatusNumber.Rate(value).ShouldBe(text);

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0004, "under 0.1 %")]
    [InlineData(0.034, "3.4 %")]
    [InlineData(0.9999, "99 %")]
    [InlineData(1, "100 %")]
    public void Shares_NeverLookWhole_WhenTheyAreNot(double value, string text) => StatusNumber.Share(value).ShouldBe(text);

    [Theory]
    [InlineData(0.0004, "0.4 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(2.34, "2.3 s")]
    public void Waits(double value, string text) => StatusNumber.Seconds(value).ShouldBe(text);

    [Theory]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(7380, "2 h 3 min")]
    [InlineData(90_000, "1 d 1 h")]
    public void Ages(int seconds, string text) => StatusNumber.Age(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
