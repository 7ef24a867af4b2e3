using Holdfast.Drills.Load;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class DetectedBeforeHarmTests() : ExpectationContract(
    new ScenarioExpectation { That = "detected-before-harm", AtLeast = "0s" },
    perfect: "9.5 s",
    broken: "nothing")
{
    [Theory]
    [InlineData(64, 0, true, "0.9 s")]
    [InlineData(55, 0, true, "0 s")]
    [InlineData(52, 0, false, "-0.3 s")]
    [InlineData(0, 64, true, "0.9 s")]
    [InlineData(0, 52, false, "-0.3 s")]
    public void FirstRefusalOrFailure_IsCompared(int refusedTenth, int failedTenth, bool passes, string measured)
    {
        Verdict verdict = Judge(With("users", refusedTenth, failedTenth));
        (verdict.Passed, verdict.Measured).ShouldBe((passes, measured), verdict.Detail);
    }

    [Fact]
    public void HarmBeforeThePhase_IsAnotherStory() => Judge(With("users", 49, 0)).Passed.ShouldBeTrue();

    [Fact]
    public void ClassThatWasPromisedNothing_IsNotHurt()
    {
        Judge(With("bulk", 52, 0)).Passed.ShouldBeTrue();
        Judge(With("best-effort", 52, 0)).Passed.ShouldBeTrue();
        Judge(With("critical", 52, 0)).Detail.ShouldBe("noticed after 0.5 s; the first user, of critical, was hurt after 0.2 s");
    }

    [Fact]
    public void WithoutTenths_WholeSecondsCount()
    {
        RunData broken = StubRun.Broken();
        RunData late = broken with { Events = [.. broken.Events, new RunEvent(6.2, RunEventKind.Reaction, "service is suspected") { IsDetection = true }] };
        Judge(late).Measured.ShouldBe("-1.2 s");
    }

    private static Verdict Judge(RunData data) => StubRun.Judge(data, new ScenarioExpectation { That = "detected-before-harm", AtLeast = "0s" });

    /// <summary>One is refused, one fails; 0 for none.</summary>
    private static RunData With(string name, int refusedTenth, int failedTenth)
    {
        LoadTenth[] tenths = [.. Enumerable.Range(0, StubRun.Seconds * LoadTenth.PerSecond).Select(tenth => new LoadTenth(4, 4, 0, tenth > 0 && tenth == refusedTenth ? 1 : 0, 0, tenth > 0 && tenth == failedTenth ? 1 : 0))];
        RunData data = StubRun.Perfect();
        return data with { Classes = [data.Classes[0] with { Name = name, Tenths = tenths }, data.Classes[1] with { Tenths = [.. tenths.Select(static _ => new LoadTenth(4, 4, 0, 0, 0))] }] };
    }
}
