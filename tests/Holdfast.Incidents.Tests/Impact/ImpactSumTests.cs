using Holdfast.Incidents.Impact;

namespace Holdfast.Incidents.Tests.Impact;

public class ImpactSumTests
{
    [Fact]
    public void SumInWords_ComesToAnEnd()
    {
        string text = (ImpactSum.None with { Offered = 100, Failed = 7, BadSeconds = 2, Held = new HeldClient("10.0.0.1", 50, 6, 2) }).ToString();
        text.ShouldContain("2 bad");
        text.ShouldContain("offered 100, failed 7");
        text.ShouldContain("10.0.0.1");
    }
}
