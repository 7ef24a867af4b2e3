using Holdfast.Drills.Load;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class DetectionSecondsTests() : ExpectationContract(
    new ScenarioExpectation { That = "detection-seconds", AtMost = "2s" },
    perfect: "0.5 s",
    broken: "nothing")
{
    /// <summary>From 80 requests/s on, 16 more each second: 1.2 times as many one second after the phase began.</summary>
    private static readonly RateCurve Ramp = new([new RateStep(80, 80, TimeSpan.FromSeconds(5)), new RateStep(80, 240, TimeSpan.FromSeconds(10))], 80);

    [Fact]
    public void Surge_IsCountedFromWhereMoreThanTwelveTenthsOfTheBaseAreOffered()
    {
        RunData data = Noticed(6.5) with { Rates = [Ramp] };
        Verdict verdict = Judge(data);
        (verdict.Passed, verdict.Measured, verdict.Detail).ShouldBe((true, "0.5 s", "service is suspected; the onset was 1.01 s after the phase began"));
        Judge(Noticed(8.5) with { Rates = [Ramp] }).Measured.ShouldBe("2.5 s");
    }

    [Fact]
    public void SurgeThatIsNoticedBeforeItsOnset_TakesNoTime() => Judge(Noticed(5.6) with { Rates = [Ramp] }).Measured.ShouldBe("0 s");

    [Fact]
    public void SurgeAfterAFault_IsCountedFromTheStart()
    {
        RunData data = Noticed(6.5) with { Rates = [Ramp] };
        Judge(data with { Events = [new RunEvent(5, RunEventKind.Fault, "s0 is killed"), .. data.Events] }).Measured.ShouldBe("1.5 s");
    }

    [Fact]
    public void LoadAsBefore_IsCountedFromTheStart() => Judge(Noticed(6.5) with { Rates = [RateCurve.Constant(80)] }).Measured.ShouldBe("1.5 s");

    private static RunData Noticed(double at) => StubRun.Perfect() with { Events = [new RunEvent(at, RunEventKind.Reaction, "service is suspected") { IsDetection = true }] };

    private static Verdict Judge(RunData data) => StubRun.Judge(data, new ScenarioExpectation { That = "detection-seconds", AtMost = "2s" });
}
