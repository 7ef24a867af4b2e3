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

    [Fact]
    public void OneRequestThatWasRefused_IsOneRequest() =>
        At(MadeOutage.Everyday().Set(MadeSeries.Gateway, Signal.ShedPressure, second => second == 145 ? 1 : 0), 150)!.ShouldContain(": 1 request was refused for it");

    [Fact]
    public void StepThatStandsForHours_IsStillTold()
    {
        MadeSeries series = MadeOutage.Everyday().Set(MadeSeries.Gateway, Signal.ShedPressure, 0)
            .Change(-7200, ChangeKind.Protection, "gateway", "the gateway is under pressure, memory at 91 %", ChangeLog.AdmitsAll, "bulk requests are refused");
        At(series, 150)!.ShouldStartWith("the gateway is under pressure, memory at 91 % (since 16:00:00Z)");
    }

    [Fact]
    public void StepOfAProcessThatWasKilled_EndsWithTheStartOfTheNextOne()
    {
        MadeSeries series = MadeOutage.Everyday().Set(MadeSeries.Gateway, Signal.ShedPressure, 0)
            .Change(100, ChangeKind.Protection, "gateway", "the gateway is under pressure, memory at 91 %", ChangeLog.AdmitsAll, "bulk requests are refused")
            .Change(140, ChangeKind.Restart, "gateway", "the gateway started after a gap of 12 s", null, null);
        At(series, 130).ShouldNotBeNull();
        At(series, 150).ShouldBeNull();
    }

    private static string? At(MadeSeries series, int second)
    {
        series.NewestSecond = MadeSeries.Start + MadeOutage.Seconds - 1;
        return OwnPressure.At(series, series, MadeSeries.Start + second);
    }
}
