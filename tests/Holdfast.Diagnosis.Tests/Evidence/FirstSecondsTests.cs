using Holdfast.Diagnosis.Evidence;
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
        storm.Top.Class.ShouldBe(CauseClass.RetryStorm);
    }

    [Fact]
    public void MoreAskBeforeAnswersStop_AreNewPeople()
    {
        Explanation surge = Storm(first: second => second < MadeOutage.Onset - 3 ? 100 : 100 + Unmarked).Examine();
        surge.Evidence.ShouldNotContain(item => item.Sign == Sign.ServersStalledFirst);
        surge.Evidence.ShouldContain(item => item.Sign == Sign.FirstAttemptsUp);
    }

    private static MadeSeries Storm(Func<int, double> first) => MadeOutage.Everyday().Set(MadeSeries.Pool, Signal.OfferedFirst, first)
        .Set(MadeSeries.Pool, Signal.OfferedRetry, second => second < MadeOutage.Onset + 1 ? 0 : Marked).PoolBecomes(Signal.ClientGone, 0, 80)
        .PoolBecomes(Signal.FirstByteMedian, 0.05, 0.4).ServersBecome(Signal.FirstByteMedian, 0.05, 0.4).PoolBecomes(Signal.Good, 100, 15).PoolBecomes(Signal.ShedWaited, 0, 300).PoolBecomes(Signal.Admitted, 100, 160);
}
