using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class ClassSuccessTests
{
    private static readonly ScenarioExpectation Expected = new() { That = "class-success", AtLeast = "99.95%", Class = "critical" };

    [Fact]
    public void PerfectGateway_Passes()
    {
        Verdict verdict = StubRun.Judge(StubRun.Perfect(), Expected);
        verdict.Passed.ShouldBeTrue(verdict.ToString());
        verdict.Measured.ShouldBe("100 %");
    }

    [Fact]
    public void BrokenGateway_Fails()
    {
        Verdict verdict = StubRun.Judge(StubRun.Broken(), Expected);
        verdict.Passed.ShouldBeFalse(verdict.ToString());
        verdict.Measured.ShouldBe("50 %");
    }

    [Fact]
    public void RunThatEndedBefore_Fails() => StubRun.Judge(StubRun.Perfect() with { Classes = [] }, Expected).Passed.ShouldBeFalse();
}
