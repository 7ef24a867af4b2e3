using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public sealed class PressureGaugeTests
{
    [Theory]
    [InlineData(PressureStep.None, "", "")]
    [InlineData(PressureStep.Noticed, "", "")]
    [InlineData(PressureStep.NoLesserBodies, "", "BestEffort Bulk")]
    [InlineData(PressureStep.NoLesserRequests, "BestEffort Bulk", "BestEffort Bulk")]
    [InlineData(PressureStep.CriticalOnly, "Default BestEffort Bulk", "Default BestEffort Bulk")]
    public void EachStep_RefusesWhatMattersLeast(PressureStep step, string plain, string withBody)
    {
        PressureGauge gauge = new() { Step = step };
        string Refused(bool hasBody) => string.Join(' ', Enum.GetValues<RequestClass>().Where(one => gauge.Refuses(one, hasBody)));

        Refused(hasBody: false).ShouldBe(plain);
        Refused(hasBody: true).ShouldBe(withBody);
        gauge.TakesClients.ShouldBe(step != PressureStep.CriticalOnly);
        gauge.IdleNanoseconds(60_000_000_000).ShouldBe(60_000_000_000, "no step by itself lets idle clients go");
    }

    [Fact]
    public void WantOfRoom_LetsIdleClientsGoSoonButNeverLaterThanUsual()
    {
        PressureGauge gauge = new() { LacksRoom = true };
        gauge.IdleNanoseconds(60_000_000_000).ShouldBe(PressureGauge.ShortIdleNanoseconds);
        gauge.IdleNanoseconds(1).ShouldBe(1);
    }

    [Fact]
    public void EveryPart_HasARowOfItsOwn()
    {
        PressurePart[] parts = Enum.GetValues<PressurePart>();
        PressureParts.Count.ShouldBe(parts.Length);
        parts.Select(PressureParts.LabelOf).Distinct().Count().ShouldBe(parts.Length);
        parts.ShouldAllBe(part => PressureParts.TextOf(part).Length > 0);
    }
}
