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
    public void CauseThatIsFirstAlready_TakesNoTime_AndIsSaid()
    {
        Verdict verdict = Judge((2, "surge"));
        (verdict.Measured, verdict.Detail).ShouldBe(("0 s", "surge was first already"));
    }

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

    /// <summary>Whoever walks a wrong path for a minute is not helped by hearing then that it was one.</summary>
    [Fact]
    public void CauseThatIsRuledOutAfterTheDeadline_Fails()
    {
        Verdict verdict = JudgeText(4, (6, "first cause is surge"), (6, "cause bad-deployment is ruled out"), (9.5, "cause network is ruled out"));
        (verdict.Passed, verdict.Measured).ShouldBe((false, "4.5 s"), verdict.Detail);
        verdict.Detail.ShouldBe("first were: surge; network ruled out after 4.5 s; bad-deployment ruled out after 1.0 s");
        JudgeText(5, (6, "first cause is surge"), (6, "cause bad-deployment is ruled out"), (9.5, "cause network is ruled out")).Passed.ShouldBeTrue();
    }

    [Fact]
    public void CauseThatIsRuledOutForAMoment_CountsFromWhereItStays() =>
        JudgeText((6, "first cause is surge"), (6, "cause bad-deployment is ruled out"), (6, "cause network is ruled out"), (8, "cause network is possible"), (9, "cause network is ruled out"))
            .Measured.ShouldBe("4 s");

    [Fact]
    public void CauseThatWasRuledOutInAnEarlierTrouble_IsNotInThisOne() =>
        JudgeText((1, "first cause is surge"), (1, "cause network is ruled out"), (1, "cause bad-deployment is ruled out"), (4, "first cause is healthy"), (6, "first cause is surge"), (6, "cause bad-deployment is ruled out"))
            .Detail.ShouldBe("first were: surge; not ruled out: network");

    [Fact]
    public void CausesThatAreRuledOutUntilTheTroubleEnds_Pass() =>
        JudgeText((6, "first cause is surge"), (9, "cause network is ruled out"), (9, "cause bad-deployment is ruled out"), (12, "first cause is healthy")).Measured.ShouldBe("4 s");

    [Fact]
    public void ServerThatIsBlamed_Passes() => JudgeServer((6, "first cause is surge"), (7, "blamed server is s0")).Measured.ShouldBe("2 s");

    [Fact]
    public void AnotherServerThatIsBlamed_Fails_AndIsSaid()
    {
        Verdict verdict = JudgeServer((6, "first cause is surge"), (6, "blamed server is s1"));
        (verdict.Passed, verdict.Detail).ShouldBe((false, "first were: surge; s0 was not blamed"));
        verdict.Sentence.ShouldBe("cause-first surge at s0 at most 10 s during trouble");
    }

    [Fact]
    public void ServerThatIsBlamedForAMoment_Fails() => JudgeServer((6, "first cause is surge"), (6, "blamed server is s0"), (9, "blamed server is nobody")).Passed.ShouldBeFalse();

    [Fact]
    public void ServerThatIsBlamedForAnotherCause_Fails() => JudgeServer((6, "first cause is network"), (6, "blamed server is s0")).Passed.ShouldBeFalse();

    [Fact]
    public void CausesThatAreRuledOut_Pass() =>
        JudgeText((4, "first cause is surge"), (6, "cause network is ruled out"), (7, "cause bad-deployment is ruled out")).Passed.ShouldBeTrue();

    private static Verdict JudgeText(params (double At, string Text)[] news) => JudgeText(10, news);

    private static Verdict JudgeText(int seconds, params (double At, string Text)[] news) =>
        StubRun.Judge(With(news), Expected with { RuledOut = ["network", "bad-deployment"], AtMost = $"{seconds}s" });

    private static Verdict JudgeServer(params (double At, string Text)[] news) => StubRun.Judge(With(news), Expected with { Server = "s0" });

    private static RunData With((double At, string Text)[] news) => StubRun.Perfect() with { Events = [.. news.Select(each => new RunEvent(each.At, RunEventKind.Reaction, each.Text))] };

    private static Verdict Judge(params (double At, string Cause)[] news) => StubRun.Judge(
        StubRun.Perfect() with { Events = [.. news.Select(each => new RunEvent(each.At, RunEventKind.Reaction, $"first cause is {each.Cause}"))] }, Expected);
}
