using Holdfast.Drills.Load;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Running;

public class RecoveryTests
{
    private const int Tenths = StubRun.Seconds * LoadTenth.PerSecond;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.1)]
    [InlineData(3, 0.3)]
    [InlineData(24, 2.4)]
    public void TenthsThatAreBad_AreWhatRecoveryTakes(int badTenths, double seconds) =>
        Recovery.Seconds(With(tenth => tenth < 50 || tenth >= 50 + badTenths), "trouble").ShouldBe(seconds);

    [Fact]
    public void ASetback_CountsToItsEnd() =>
        Recovery.Seconds(With(static tenth => tenth is < 50 or (>= 52 and < 70) or >= 71), "trouble").ShouldBe(2.1);

    [Fact]
    public void ASetbackAfterThreeGoodSeconds_IsAnotherStory() =>
        Recovery.Seconds(With(static tenth => tenth is < 50 or (>= 52 and < 90) or >= 95), "trouble").ShouldBe(0.2);

    [Fact]
    public void NeverGood_IsNull() => Recovery.Seconds(With(static tenth => tenth < 50), "trouble").ShouldBeNull();

    [Fact]
    public void NoName_IsTheWholeRun() => Recovery.Seconds(With(static tenth => tenth >= 4), "").ShouldBe(0.4);

    [Fact]
    public void WithoutTenths_WholeSecondsCount()
    {
        Recovery.Seconds(StubRun.Perfect(), "trouble").ShouldBe(0);
        Recovery.Seconds(StubRun.Broken(), "trouble").ShouldBeNull();
        Recovery.Seconds(StubRun.Perfect(CapacityUnit.Sessions), "after").ShouldBe(0);
    }

    [Fact]
    public void RecoveryWithinThreeTenths_CanBeExpected()
    {
        ScenarioExpectation expectation = new() { That = "recovery-seconds", AtMost = "300ms" };
        StubRun.Judge(With(static tenth => tenth is < 50 or >= 53), expectation).Passed.ShouldBeTrue();
        Verdict slower = StubRun.Judge(With(static tenth => tenth is < 50 or >= 54), expectation);
        (slower.Passed, slower.Measured, slower.Sentence).ShouldBe((false, "0.4 s", "recovery-seconds at most 0.3 s during trouble"));
    }

    /// <summary>Two classes of 40 requests/s each on 100; bad tenths deliver nothing.</summary>
    private static RunData With(Func<int, bool> isGood)
    {
        LoadTenth[] tenths = [.. Enumerable.Range(0, Tenths).Select(tenth => new LoadTenth(4, isGood(tenth) ? 4 : 0, 0, 0, 0))];
        RunData data = StubRun.Perfect();
        return data with { Classes = [.. data.Classes.Select(series => series with { Tenths = tenths })] };
    }
}
