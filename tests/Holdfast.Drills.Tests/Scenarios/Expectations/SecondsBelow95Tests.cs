using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class SecondsBelow95Tests
{
    private static readonly ScenarioExpectation Expected = new() { That = "seconds-below-95", AtMost = "2" };

    [Fact]
    public void PerfectGateway_Passes()
    {
        Verdict verdict = StubRun.Judge(StubRun.Perfect(), Expected);
        verdict.Passed.ShouldBeTrue(verdict.ToString());
        verdict.Measured.ShouldBe("0");
    }

    [Fact]
    public void BrokenGateway_Fails()
    {
        Verdict verdict = StubRun.Judge(StubRun.Broken(), Expected);
        verdict.Passed.ShouldBeFalse(verdict.ToString());
        verdict.Measured.ShouldBe("10");
    }

    [Fact]
    public void RunThatEndedBefore_Fails() => StubRun.Judge(StubRun.Perfect() with { Classes = [] }, Expected).Passed.ShouldBeFalse();
}
