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
    public void CauseThatComesFirstShortlyBeforeThePhaseEnds_MayStayBeyondIt() => Judge((14, "surge"), (19.5, "network")).Passed.ShouldBeTrue();

    [Fact]
    public void CauseThatComesFirstAfterThePhase_Fails() => Judge((15.5, "surge")).Passed.ShouldBeFalse();

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

    [Fact]
    public void CauseThatIsNotRuledOut_Fails_AndIsNamed()
    {
        Verdict verdict = JudgeText((6, "first cause is surge"), (6, "cause network is ruled out"), (7, "cause bad-deployment is ruled out"), (8, "cause bad-deployment is possible"));
        verdict.Passed.ShouldBeFalse();
        verdict.Detail.ShouldBe("first were: surge; not ruled out: bad-deployment");
    }

    [Fact]
    public void CausesThatAreRuledOut_Pass() =>
        JudgeText((4, "first cause is surge"), (6, "cause network is ruled out"), (7, "cause bad-deployment is ruled out")).Passed.ShouldBeTrue();

    private static Verdict JudgeText(params (double At, string Text)[] news) => StubRun.Judge(
        StubRun.Perfect() with { Events = [.. news.Select(each => new RunEvent(each.At, RunEventKind.Reaction, each.Text))] },
        Expected with { RuledOut = ["network", "bad-deployment"] });

    private static Verdict Judge(params (double At, string Cause)[] news) => StubRun.Judge(
        StubRun.Perfect() with { Events = [.. news.Select(each => new RunEvent(each.At, RunEventKind.Reaction, $"first cause is {each.Cause}"))] }, Expected);
}
