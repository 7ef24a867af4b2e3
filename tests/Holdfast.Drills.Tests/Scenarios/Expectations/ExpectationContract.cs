using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

/// <summary>What holds of every kind of expectation: perfect runs pass it, broken ones fail it, and so do runs with nothing to measure.</summary>
/// <param name="expected">An expectation of that kind.</param>
/// <param name="perfect">What is measured in <see cref="StubRun.Perfect"/>.</param>
/// <param name="broken">What is measured in <see cref="StubRun.Broken"/>.</param>
public abstract class ExpectationContract(ScenarioExpectation expected, string perfect, string broken, CapacityUnit unit = CapacityUnit.Requests)
{
    [Fact]
    public void PerfectGateway_Passes()
    {
        Verdict verdict = StubRun.Judge(StubRun.Perfect(unit), expected);
        verdict.Passed.ShouldBeTrue(verdict.ToString());
        verdict.Measured.ShouldBe(perfect);
    }

    [Fact]
    public void BrokenGateway_Fails()
    {
        Verdict verdict = StubRun.Judge(StubRun.Broken(unit), expected);
        verdict.Passed.ShouldBeFalse(verdict.ToString());
        verdict.Measured.ShouldBe(broken);
    }

    /// <summary>A promise that nothing has put to the test was not kept.</summary>
    [Fact]
    public void NothingToMeasure_Fails_AndIsSaid()
    {
        RunData idle = StubRun.Perfect(unit);
        idle = idle with
        {
            Classes = [.. idle.Classes.Select(static series => series with { Seconds = [.. series.Seconds.Select(static _ => default(ClassSecond))] })],
            Servers = [],
            Events = [],
        };
        Verdict verdict = StubRun.Judge(idle, expected);
        verdict.Passed.ShouldBeFalse(verdict.ToString());
        verdict.Measured.ShouldBe("nothing");
        verdict.Detail.ShouldNotBeEmpty();
    }
}
