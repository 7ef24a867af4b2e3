namespace Holdfast.Drills;

public class ScalabilityLawTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1.0302)]
    [InlineData(100, 4.96)]
    public void Slowdown_GrowsWithWhatIsInService(int inService, double expected) =>
        new ScalabilityLaw(0.03, 0.0001).Slowdown(inService).ShouldBe(expected, 1e-9);

    [Fact]
    public void Throughput_IsHighestWhereTheLawSays()
    {
        ScalabilityLaw law = new(0.02773, 0.0001044);
        Enumerable.Range(1, 500).MaxBy(count => count / law.Slowdown(count)).ShouldBeInRange(96, 97);
    }

    [Fact]
    public void NoLaw_SlowsNothing() => default(ScalabilityLaw).Slowdown(1000).ShouldBe(1);
}
