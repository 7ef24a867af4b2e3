using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class FirstByteTests
{
    [Fact]
    public void OneIsSlowerThanBefore_PointsAtIt() => Ask(Slow(good: 15)).Sign.ShouldBe(Sign.FirstByteUpOnFew);

    [Fact]
    public void OneIsSlowerAndGetsMoreDoneThanEver_IsHotAndNotSick() => Ask(Slow(good: 45)).Sign.ShouldBe(Sign.FirstByteUpWhereHot);

    [Fact]
    public void OneIsSlowBecausePacketsAreSentAgain_SaysLittleOfTheServer() =>
        Ask(Slow(good: 20).Becomes(MadeSeries.Server(1), Signal.FailedReset, 0, 3)).Quality.ShouldBeLessThan(0.5);

    [Fact]
    public void TheOnlyServerIsSlow_IsNotOneOfFew()
    {
        // What it depends on may be slow as well: nobody is beside it who does not depend on that.
        MadeSeries series = Slow(good: 15).PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4);
        for (int server = 2; server <= 4; server++)
        {
            foreach (Signal signal in (Signal[])[Signal.Healthy, Signal.Admitted, Signal.Good, Signal.Share, Signal.FirstByteMedian, Signal.InFlight, Signal.ConnectP99])
            {
                series.Set(MadeSeries.Server(server), signal, double.NaN);
            }
        }

        new FirstByte().Ask(series).ShouldNotContain(item => item.Sign == Sign.FirstByteUpOnFew || item.Sign == Sign.FirstByteNormal);
    }

    private static EvidenceItem Ask(MadeSeries series) => new FirstByte().Ask(series).ShouldHaveSingleItem();

    private static MadeSeries Slow(double good) =>
        MadeOutage.Everyday().Becomes(MadeSeries.Server(1), Signal.FirstByteMedian, 0.05, 0.2).Becomes(MadeSeries.Server(1), Signal.Good, 25, good);
}
