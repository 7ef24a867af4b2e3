using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class CauseFirstTests
{
    private static readonly ScenarioExpectation Expected = new() { That = "cause-first", Cause = "surge", AtMost = "10s" };

    [Fact]
    public void CauseThatComesFirstAndStays_Passes() => Judge((2, "sick-server"), (4, "surge")).Passed.ShouldBeTrue();

    [Fact]
    public void OtherCause_Fails() => Judge((2, "sick-server")).Passed.ShouldBeFalse();

    [Fact]
    public void CauseThatIsFirstForAMoment_Fails() => Judge((2, "surge"), (4, "network")).Passed.ShouldBeFalse();

    [Fact]
    public void NoDiagnosis_Fails_AndIsSaid()
    {
        Verdict verdict = Judge();
        verdict.Passed.ShouldBeFalse();
        verdict.Detail.ShouldBe("the gateway named no cause");
    }

    private static Verdict Judge(params (double At, string Cause)[] news) => StubRun.Judge(
        StubRun.Perfect() with { Events = [.. news.Select(each => new RunEvent(each.At, RunEventKind.Reaction, $"first cause is {each.Cause}"))] }, Expected);
}
