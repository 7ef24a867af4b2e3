using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class ClassP99Tests
{
    private static readonly ScenarioExpectation Expected = new() { That = "class-p99", AtMost = "50ms", Class = "critical" };

    [Fact]
    public void PerfectGateway_Passes()
    {
        Verdict verdict = StubRun.Judge(StubRun.Perfect(), Expected);
        verdict.Passed.ShouldBeTrue(verdict.ToString());
        verdict.Measured.ShouldEndWith(" ms");
    }

    [Fact]
    public void BrokenGateway_Fails()
    {
        Verdict verdict = StubRun.Judge(StubRun.Broken(), Expected);
        verdict.Passed.ShouldBeFalse(verdict.ToString());
        verdict.Measured.ShouldStartWith("39");
    }

    [Fact]
    public void RunThatEndedBefore_Fails() => StubRun.Judge(StubRun.Perfect() with { Classes = [] }, Expected).Passed.ShouldBeFalse();
}
