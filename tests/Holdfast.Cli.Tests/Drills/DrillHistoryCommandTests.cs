using Holdfast.Incidents.Drills;

namespace Holdfast.Cli.Tests.Drills;

public sealed class DrillHistoryCommandTests
{
    [Theory]
    [InlineData(DrillResult.Failed, false, false, "FAILED")]
    [InlineData(DrillResult.Passed, false, false, "passed")]
    [InlineData(DrillResult.Failed, true, false, "failed on old, as it should")]
    [InlineData(DrillResult.Failed, true, true, "aborted on old")]
    [InlineData(DrillResult.Passed, true, false, "PASSED ON OLD")]
    [InlineData(DrillResult.Inconclusive, true, false, "inconclusive")]
    public void Verdict_IsLoudOnlyWhereItIsTheWrongOne(DrillResult result, bool isOld, bool isAborted, string word) => DrillHistoryCommand.Word(new DrillVerdict
    {
        Scenario = "learned-1",
        Gateway = "holdfast",
        Result = result,
        OnOldConfiguration = isOld,
        Aborted = isAborted,
        StartedAt = DateTimeOffset.UnixEpoch,
    }).ShouldBe(word);
}
