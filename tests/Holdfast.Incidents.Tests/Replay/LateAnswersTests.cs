using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class LateAnswersTests
{
    [Fact]
    public void HowLongTheSlowestTook_WasNotKept_NothingIsSaid()
    {
        using RecordedOutage outage = Offered();
        Late(outage).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.06, 0.9, 0)]
    [InlineData(1.0, 3, 100)]
    // Between a half of all and one of a hundred.
    [InlineData(0.5, 2, 25.5)]
    [InlineData(0.06, 1.1, 2.5)]
    public void AnswersThatTookLongerThanAUserOfTheDrillWaits_AreLate(double median, double slowest, double percent)
    {
        using RecordedOutage outage = Offered();
        outage.Pool(Signal.FirstByteMedian, median);
        outage.Pool(Signal.FirstByteP99, slowest);
        Late(outage).ShouldNotBeNull().ShouldBe(240 * 60 * percent / 100, 240 * 60 * 0.01);
    }

    [Theory]
    [InlineData(200, 100)]
    // Who waits while the others do not is one of the slowest, not the usual.
    [InlineData(60, 3)]
    public void WaitForAConnection_IsPartOfIt_WhereSoManyHadIt(double waiting, double percent)
    {
        using RecordedOutage outage = Offered();
        outage.Pool(Signal.FirstByteMedian, 0.06);
        outage.Pool(Signal.FirstByteP99, 0.1);
        outage.Pool(Signal.QueueWaitMedian, 1);
        outage.Pool(Signal.QueueWaitP99, 1.1);
        outage.Pool(Signal.ConnectionWaits, waiting);
        Late(outage).ShouldNotBeNull().ShouldBe(240 * 60 * percent / 100, 240 * 60 * 0.02);
    }

    [Fact]
    public void Page_SaysWhatWentWrongThatDay_WithWhatMayHaveBeenLate()
    {
        using RecordedOutage outage = Offered();
        outage.Hurt(0, failed: 600, refused: 3000);
        ScenarioText.Write(outage.Plan()).ShouldContain("\nrecorded: { atLeast: 25% }\n");
        using RecordedOutage slow = Offered();
        slow.Hurt(0, failed: 600, refused: 3000);
        slow.Pool(Signal.FirstByteMedian, 0.5);
        slow.Pool(Signal.FirstByteP99, 2);
        ScenarioText.Write(slow.Plan()).ShouldContain("# 25 % of the requests of the trouble failed or were refused that day; with those that may have been answered later than 1 s it is 51 %. On old a run that is far from it is another outage.\nrecorded: { atLeast: 25%, atMost: 51% }\n");
        using RecordedOutage harmless = Offered();
        harmless.Pool(Signal.FirstByteP99, 0.1);
        ScenarioText.Write(harmless.Plan()).ShouldNotContain("recorded:");
    }

    private static RecordedOutage Offered()
    {
        RecordedOutage outage = new();
        outage.Pool(Signal.OfferedFirst, 240);
        return outage;
    }

    private static double? Late(RecordedOutage outage) => LateAnswers.Of(ReplaySeries.Of(outage.Bench.Series), Bench.Pool, RecordedOutage.Start, 60);
}
