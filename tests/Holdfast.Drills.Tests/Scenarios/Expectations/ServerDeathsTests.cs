using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class ServerDeathsTests
{
    private static readonly ScenarioExpectation Expected = new() { That = "server-deaths", AtMost = "0" };

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
        verdict.Measured.ShouldBe("1");
    }

    [Fact]
    public void RunThatEndedBefore_Fails() => StubRun.Judge(StubRun.Perfect() with { Classes = [] }, Expected).Passed.ShouldBeFalse();
}
