using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class FirstSecondsTests
{
    // Of 550 repeats a second 150 are marked by nobody.
    private const double Marked = 400;
    private const double Unmarked = 150;

    [Fact]
    public void AnswersStopBeforeMoreAsk_UnmarkedRepeatsAreNoNewPeople()
    {
        Explanation storm = Storm(first: second => second < MadeOutage.Onset + 2 ? 100 : 100 + Unmarked).Examine();
        storm.Evidence.ShouldContain(item => item.Sign == Sign.ServersStalledFirst);
        storm.Evidence.ShouldNotContain(item => item.Sign == Sign.FirstAttemptsUp);
        // How many repeats are unmarked is assumed: nobody says for certain that no more people came.
        storm.Evidence.ShouldNotContain(item => item.Sign == Sign.FirstAttemptsFlat);
        storm.Evidence.ShouldContain(item => item.Sign == Sign.FirstAttemptsPerhapsUp);
        storm.Top.Class.ShouldBe(CauseClass.RetryStorm);
    }

    [Fact]
    public void MoreAskBeforeAnswersStop_AreNewPeople()
    {
        Explanation surge = Storm(first: second => second < MadeOutage.Onset - 3 ? 100 : 100 + Unmarked).Examine();
        surge.Evidence.ShouldNotContain(item => item.Sign == Sign.ServersStalledFirst);
        surge.Evidence.ShouldContain(item => item.Sign == Sign.FirstAttemptsUp);
    }

    [Theory]
    [InlineData(100, 60, true)]
    [InlineData(100, 75, false)]
    [InlineData(20, 4, true)]
    [InlineData(20, 12, false)]
    [InlineData(4, 1, false)]
    [InlineData(0, 0, false)]
    public void FewerAnswersInOneSecond_AreAStallOnlyWhenChanceDoesNotExplainThem(double usual, double then, bool isStall)
    {
        MadeSeries series = MadeOutage.Everyday().Set(MadeSeries.Pool, Signal.OfferedFirst, usual).Set(MadeSeries.Pool, Signal.Good, second => second == MadeOutage.Onset + 1 ? then : usual);
        series.NewestSecond = MadeSeries.Start + MadeOutage.Now;
        Situation situation = new(series, series, MadeSeries.Start + MadeOutage.Onset, MadeSeries.Start + MadeOutage.Now, MadeSeries.Pool);
        (FirstSeconds.StalledAt(situation) is not null).ShouldBe(isStall);
    }

    /// <summary>Between two tests of load nobody asks: a second without requests has no answers, and nothing stopped.</summary>
    [Theory]
    [InlineData(0, "nobody asked pool shop at")]
    [InlineData(10, "then less was asked, and answers did not stop")]
    [InlineData(100, "answers stopped first")]
    public void SecondWithoutRequests_IsNotToldAsOneWithoutAnswers(double asked, string told)
    {
        MadeSeries series = Storm(second => second == MadeOutage.Onset ? asked : 100).Set(MadeSeries.Pool, Signal.Good, second => second < MadeOutage.Onset ? 100 : second == MadeOutage.Onset && asked < 100 ? asked : 15);
        string text = series.Examine().Evidence.Single(item => item.Sign == Sign.ServersStalledFirst).Text;
        text.ShouldContain(told);
        text.Contains("answers stopped first", StringComparison.Ordinal).ShouldBe(asked == 100);
    }

    private static MadeSeries Storm(Func<int, double> first) => MadeOutage.Everyday().Set(MadeSeries.Pool, Signal.OfferedFirst, first)
        .Set(MadeSeries.Pool, Signal.OfferedRetry, second => second < MadeOutage.Onset + 1 ? 0 : Marked).PoolBecomes(Signal.ClientGone, 0, 80)
        .PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4).ServersBecome(Signal.FirstByteMedian, 0.05, 0.4).PoolBecomes(Signal.Good, 100, 15).PoolBecomes(Signal.ShedWaited, 0, 300).PoolBecomes(Signal.Admitted, 100, 160);
}
