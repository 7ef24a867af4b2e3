using Holdfast.Agent.Findings;

namespace Holdfast.Agent.Tests.Findings;

public class ClockOffTests
{
    [Theory]
    [InlineData(0.7, 0.05, 1)]
    [InlineData(-3, 0.05, 1)]
    [InlineData(0.4, 0.05, 0)]
    [InlineData(0.7, 0.3, 0)]
    public void OffsetThatIsCertain_IsTold(double seconds, double uncertainty, int findings) =>
        new FixtureHost(new ClockOff()).Look(calm => calm with { Clock = new(seconds, uncertainty) }).Count.ShouldBe(findings);

    [Fact]
    public void WithoutAnExchange_NothingIsSaid() => new FixtureHost(new ClockOff()).Look(calm => calm with { Clock = null }).ShouldBeEmpty();
}
