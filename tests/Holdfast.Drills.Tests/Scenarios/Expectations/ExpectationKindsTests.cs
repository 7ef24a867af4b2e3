using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class ExpectationKindsTests
{
    [Fact]
    public void EveryKind_HasATestOfItsOwn()
    {
        string[] tests = [.. typeof(ExpectationKindsTests).Assembly.GetTypes().Select(static type => type.Name)];
        ExpectationKinds.All.Select(static kind => kind.GetType().Name + "Tests").Except(tests).ShouldBeEmpty();
        ExpectationKinds.All.Select(static kind => kind.Name).Distinct().Count().ShouldBe(ExpectationKinds.All.Count);
    }

    [Fact]
    public void RunThatEndedBeforeThePhase_Fails()
    {
        Verdict verdict = StubRun.Judge(StubRun.Perfect() with { Classes = [] }, new ScenarioExpectation { That = "lost-sessions", AtMost = "0" });
        (verdict.Passed, verdict.Measured, verdict.Detail).ShouldBe((false, "nothing", "the run ended before it"));
    }

    [Theory]
    [InlineData("users-failed", "", "", "1%", true)]
    [InlineData("users-failed", "", "", "40%", false)]
    [InlineData("class-success", "critical", "99%", "", true)]
    [InlineData("share-per-server", "", "", "60%", false)]
    [InlineData("goodput-of-capacity", "", "99%", "", false)]
    [InlineData("sessions-held", "", "99%", "", false)]
    public void OnlyAQuarterOfTheRequests_IsMissedByFar(string that, string ofClass, string atLeast, string atMost, bool far)
    {
        Verdict verdict = StubRun.Judge(StubRun.Broken(), new ScenarioExpectation { That = that, Class = ofClass, AtLeast = atLeast, AtMost = atMost });
        (verdict.Passed, verdict.MissedByFar).ShouldBe((false, far), verdict.Measured);
    }

    [Fact]
    public void Sentence_SaysWhatWasExpected() =>
        StubRun.Judge(StubRun.Perfect(), new ScenarioExpectation { That = "class-success", Class = "critical", AtLeast = "99.95%" })
            .Sentence.ShouldBe("class-success of critical at least 99.95 % during trouble");

    [Fact]
    public void ShareOfANamedServer_IsItsOwn() =>
        StubRun.Judge(StubRun.Broken(), new ScenarioExpectation { That = "share-per-server", Server = "s1", AtMost = "10%" }).Passed.ShouldBeTrue();
}
