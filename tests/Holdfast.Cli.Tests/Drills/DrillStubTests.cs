using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli.Tests.Drills;

/// <summary>A drill can be proven: for each kind of expectation a gateway stub that is perfect passes, and one that is broken fails.</summary>
[Collection(nameof(DrillCommandTests))]
[Trait("Category", "Slow")]
public class DrillStubTests(StubDrills drills) : IClassFixture<StubDrills>
{
    public static TheoryData<string> Kinds => [.. ExpectationKinds.All.Select(static kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PerfectStub_Passes(string kind)
    {
        Verdict verdict = drills.Perfect[kind];
        verdict.Passed.ShouldBeTrue(verdict.ToString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void BrokenStub_Fails(string kind)
    {
        Verdict verdict = drills.Broken[kind];
        verdict.Passed.ShouldBeFalse(verdict.ToString());
    }
}
