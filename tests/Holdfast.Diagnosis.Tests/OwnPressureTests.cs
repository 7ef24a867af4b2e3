namespace Holdfast.Diagnosis.Tests;

public class OwnPressureTests
{
    [Fact]
    public void GatewayThatIsWell_SaysNothing() => At(MadeOutage.Everyday().Set(MadeSeries.Gateway, Signal.ShedPressure, 0), 150).ShouldBeNull();

    [Fact]
    public void RefusedForItsOwnSake_IsCounted_AndForgottenTenSecondsLater()
    {
        MadeSeries series = MadeOutage.Everyday().Set(MadeSeries.Gateway, Signal.ShedPressure, second => second is 145 or 146 ? 60 : 0);
        At(series, 150).ShouldBe("the gateway itself was short of memory, descriptors or time: 120 requests were refused for it in the 10 s before 18:02:30Z");
        At(series, 144).ShouldBeNull("not yet");
        At(series, 156).ShouldBeNull("long ago");
    }

    [Fact]
    public void StepThatStands_SaysOfWhat_UntilItIsOver()
    {
        MadeSeries series = MadeOutage.Everyday().Set(MadeSeries.Gateway, Signal.ShedPressure, second => second >= 145 ? 6 : 0)
            .Change(145, ChangeKind.Protection, "gateway", "the gateway is under pressure, memory at 91 %: best-effort and bulk requests are refused", ChangeLog.AdmitsAll, "best-effort and bulk requests are refused")
            .Change(170, ChangeKind.Protection, "gateway", "the gateway is out of pressure: memory at 60 %", "best-effort and bulk requests are refused", ChangeLog.AdmitsAll);
        At(series, 150).ShouldBe("the gateway is under pressure, memory at 91 %: best-effort and bulk requests are refused (since 18:02:25Z); 36 requests were refused for it in the 10 s before 18:02:30Z");
        At(series, 175)!.ShouldNotContain("91 %");
    }

    private static string? At(MadeSeries series, int second)
    {
        series.NewestSecond = MadeSeries.Start + MadeOutage.Seconds - 1;
        return OwnPressure.At(series, series, MadeSeries.Start + second);
    }
}
