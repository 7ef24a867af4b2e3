namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class ElasticityTests
{
    private readonly Elasticity elasticity = new();

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.0)]
    [InlineData(-0.5)]
    public void PowerLaw_IsFound(double exponent)
    {
        for (int window = 0; window < 40; window++)
        {
            double inFlight = 10 + window;
            elasticity.Add(inFlight, Math.Pow(inFlight, exponent));
        }

        elasticity.TryGet(out double slope).ShouldBeTrue();
        slope.ShouldBe(exponent, 0.01);
    }

    [Fact]
    public void InFlightHardlyVaries_SaysNothing()
    {
        for (int window = 0; window < 40; window++)
        {
            elasticity.Add(100 + (window % 2), 50 + (window % 3));
        }

        elasticity.TryGet(out _).ShouldBeFalse();
    }

    [Fact]
    public void FewWindows_SayNothing()
    {
        elasticity.Add(1, 1);
        elasticity.Add(100, 100);
        elasticity.TryGet(out _).ShouldBeFalse();
    }
}
