using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class HitServersTests
{
    private const int Sick = 3;

    [Fact]
    public void SlowestInACrowdThatGetsMoreDoneThanEver_IsNotSick()
    {
        // Limits differ: the server with the longest queue is slowest, and answers more than before.
        Hit(Slow(Sick, 0.2, good: 45).PoolBecomes(Signal.OfferedFirst, 100, 300)).ShouldBeNull();
        Hit(Slow(Sick, 0.2, good: 15).PoolBecomes(Signal.OfferedFirst, 100, 300)).ShouldNotBeNull("slow and less done is a sick one");
    }

    [Fact]
    public void OneGetsHardlyAnythingDoneAndOthersAreSlowWithItsPart_SuffersAlone()
    {
        // As recorded: 60 times as slow, and beside it one that is ten times as slow and still does most of its work.
        MadeSeries series = Carried(answered: 1);
        EvidenceItem hit = Hit(series).ShouldNotBeNull();
        (hit.Subject, hit.Quality).ShouldBe((MadeSeries.Server(Sick), 1));
        new HitServers().Ask(series).ShouldNotContain(item => item.Sign == Sign.AllServersHit);
        new HitServers().Ask(Carried(answered: 20)).ShouldContain(item => item.Sign == Sign.AllServersHit, "when all do what they did, none is the one");
    }

    [Fact]
    public void ConnectionsBreakAndWhatOpensIsAnswered_IsMoreLikelyTheLine()
    {
        MadeSeries series = MadeOutage.Everyday().Becomes(MadeSeries.Server(Sick), Signal.FailedReset, 0, 5).Becomes(MadeSeries.Server(Sick), Signal.Good, 25, 18);
        Hit(series).ShouldNotBeNull().Quality.ShouldBeLessThan(0.5);
    }

    [Fact]
    public void NoConnectionOpensAndNobodyIsAnswered_IsTheHost()
    {
        MadeSeries series = MadeOutage.Everyday().Becomes(MadeSeries.Server(Sick), Signal.FailedConnectTimeout, 0, 5).Becomes(MadeSeries.Server(Sick), Signal.Good, 25, 0);
        Hit(series).ShouldNotBeNull().Quality.ShouldBe(1);
    }

    [Fact]
    public void SlowFromTheBeginningAndFailingLater_BeganWhenItWasSlow()
    {
        MadeSeries series = Slow(Sick, 2, good: 3).Set(MadeSeries.Server(Sick), Signal.FailedFirstByte, second => second < MadeOutage.Onset + 9 ? 0 : 5);
        Hit(series).ShouldNotBeNull().Onset.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(MadeSeries.Start + MadeOutage.Onset + 1);
    }

    /// <summary>Drained a while before, and a download goes on; with a weight nothing that it has is answered.</summary>
    [Fact]
    public void DrainedServerWithWorkThatGoesOn_IsNotSilent()
    {
        Hit(Quiet(weight: 0)).ShouldBeNull();
        Hit(Quiet(weight: 0.25)).ShouldNotBeNull("a frozen one has the same signals");
        Hit(Quiet(weight: 0).Becomes(MadeSeries.Server(Sick), Signal.Healthy, 1, 0)).ShouldNotBeNull("one that was taken out gets nothing either");

        static MadeSeries Quiet(double weight) => MadeOutage.Everyday().PoolBecomes(Signal.FailedFirstByte, 0, 5).Set(MadeSeries.Server(Sick), Signal.Healthy, 1)
            .Set(MadeSeries.Server(Sick), Signal.WeightShare, second => second < MadeOutage.Onset - 40 ? 0.25 : weight)
            .Set(MadeSeries.Server(Sick), Signal.Admitted, second => second < MadeOutage.Onset - 40 ? 25 : 0)
            .Set(MadeSeries.Server(Sick), Signal.Good, second => second < MadeOutage.Onset - 40 ? 25 : 0)
            .Set(MadeSeries.Server(Sick), Signal.FirstByteMedian, second => second < MadeOutage.Onset - 40 ? 0.05 : double.NaN);
    }

    [Theory]
    [InlineData(3, 90, 1, "it went out just before, and the survivor does more than ever, slowly")]
    [InlineData(3, 10, 2, "whoever gets hardly anything done is sick, whatever happened to its neighbour")]
    [InlineData(60, 50, 2, "the survivor was well alone for a minute")]
    public void OneOfTwoWentOutAndTheOtherIsSlow_WhoIsBlamed(int goneBefore, double done, int blamed, string why) =>
        Hit(Survivor(goneBefore, done)).ShouldNotBeNull(why).Subject.ShouldBe(MadeSeries.Server(blamed), why);

    // Its health check took the first one out, with no request that failed there.
    private static MadeSeries Survivor(int goneBefore, double done)
    {
        double Of(int second, double both, double alone) => second < MadeOutage.Onset - goneBefore ? both : alone;
        MadeSeries series = new(MadeOutage.Seconds);
        (SeriesSubject gone, SeriesSubject left) = (MadeSeries.Server(1), MadeSeries.Server(2));
        series.Set(MadeSeries.Pool, Signal.OfferedFirst, 100).Set(MadeSeries.Pool, Signal.Good, second => second < MadeOutage.Onset ? 100 : done)
            .Set(gone, Signal.Healthy, second => Of(second, 1, 0)).Set(gone, Signal.Admitted, second => Of(second, 50, 0)).Set(gone, Signal.Good, second => Of(second, 50, 0))
            .Set(gone, Signal.FirstByteMedian, second => Of(second, 0.05, double.NaN)).Set(gone, Signal.InFlight, 0)
            .Set(left, Signal.Healthy, 1).Set(left, Signal.Admitted, second => second < MadeOutage.Onset ? 50 : done).Set(left, Signal.Good, second => second < MadeOutage.Onset ? 50 : done)
            .Set(left, Signal.FirstByteMedian, second => second < MadeOutage.Onset ? 0.05 : 0.4).Set(left, Signal.InFlight, 5);
        return series;
    }

    private static EvidenceItem? Hit(MadeSeries series) => new HitServers().Ask(series).SingleOrDefault(item => item.Sign == Sign.FewServersHit);

    private static MadeSeries Slow(int server, double firstByte, double good) =>
        MadeOutage.Everyday().Becomes(MadeSeries.Server(server), Signal.FirstByteMedian, 0.05, firstByte).Becomes(MadeSeries.Server(server), Signal.Good, 25, good);

    private static MadeSeries Carried(double answered)
    {
        MadeSeries series = Slow(Sick, 3, answered);
        foreach ((int server, double firstByte, double good) in ((int, double, double)[])[(1, 0.5, 24), (2, 0.15, 26), (4, 0.15, 26)])
        {
            series.Becomes(MadeSeries.Server(server), Signal.FirstByteMedian, 0.05, firstByte).Becomes(MadeSeries.Server(server), Signal.Good, 25, good);
        }

        return series;
    }
}
