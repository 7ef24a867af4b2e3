using Holdfast.Agent.Findings;

namespace Holdfast.Agent.Tests.Findings;

public class TooHotTests
{
    [Theory]
    [InlineData(93, 100.0, 1)]
    [InlineData(91, 100.0, 0)]
    [InlineData(95, null, 0)]
    public void SensorNearItsMark_IsTold(double celsius, double? critical, int findings) =>
        new FixtureHost(new TooHot()).Look(calm => calm with { Temperatures = [new("cpu", celsius, critical)] }).Count.ShouldBe(findings);
}
