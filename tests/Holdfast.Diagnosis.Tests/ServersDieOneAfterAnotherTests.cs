using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests;

/// <summary>One server of a pool dies, with nobody hurt, and some seconds later the rest: as the gateway sees it, second by second.</summary>
public class ServersDieOneAfterAnotherTests
{
    private const int FirstDies = 120;
    private const int Ended = 190;

    [Theory]
    [InlineData(12, true)]
    [InlineData(12, false)]
    [InlineData(17, true)]
    [InlineData(25, true)]
    [InlineData(40, true)]
    [InlineData(4, true)]
    public void AllAreOut_IsTheCauseWhoeverWasAnnouncedBefore(int laterSeconds, bool isAnnounced)
    {
        MadeSeries series = OneAfterAnother(laterSeconds);
        if (isAnnounced)
        {
            series.Change(FirstDies - 1, ChangeKind.Deployment, "pool:shop", "10.0.0.1 gets another kernel");
        }

        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        series.Play(watch, second =>
        {
            if (second >= FirstDies + laterSeconds + 10 && second < Ended)
            {
                Explanation explanation = watch.Current.Explanation.ShouldNotBeNull($"second {second}");
                explanation.RootCause.ShouldNotBeNull($"second {second}").Class.ShouldBe(CauseClass.SickServer, $"second {second}");
                explanation.Top.For.ShouldContain(weighed => weighed.Item.Sign == Sign.AllServersDown && weighed.Decibans == 20);
            }
        });
        watch.Past[^1].Explanation!.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.SickServer);
    }

    /// <summary>The symptom is older: then it is its effect, and still no older than the first of the servers.</summary>
    [Fact]
    public void AllAreOutLongAfterTheFirstSymptomOfSomethingElse_BeganWhenTheFirstWentOut()
    {
        MadeSeries series = OneAfterAnother(2);
        series.NewestSecond = MadeSeries.Start + FirstDies + 10;
        List<EvidenceItem> items = [];
        new WholePool().Collect(new Situation(series, series, MadeSeries.Start + FirstDies - 25, series.NewestSecond, MadeSeries.Pool), items);
        items.ShouldHaveSingleItem().Onset.ShouldBe(MadeSeries.Start + FirstDies);
    }

    private static MadeSeries OneAfterAnother(int laterSeconds)
    {
        MadeSeries series = MadeOutage.Everyday(230);
        int DiesAt(int server) => FirstDies + (server == 1 ? 0 : laterSeconds);
        bool IsDead(int server, int second) => second >= DiesAt(server) && second < Ended;
        int Alive(int second) => Enumerable.Range(1, 4).Count(server => !IsDead(server, second));
        for (int server = 1; server <= 4; server++)
        {
            int each = server;
            SeriesSubject subject = MadeSeries.Server(server);
            series.Set(subject, Signal.Healthy, second => IsDead(each, second) ? 0 : 1)
                .Set(subject, Signal.Good, second => IsDead(each, second) ? 0 : 100.0 / Alive(second)).Set(subject, Signal.Admitted, second => IsDead(each, second) ? (second == DiesAt(each) ? 6 : 0) : 100.0 / Alive(second))
                .Set(subject, Signal.Share, second => IsDead(each, second) ? 0 : 1.0 / Alive(second)).Set(subject, Signal.FirstByteMedian, second => IsDead(each, second) ? double.NaN : 0.05)
                .Set(subject, Signal.FailedRefused, second => second == DiesAt(each) ? 6 : 0).Set(subject, Signal.ConnectP99, second => IsDead(each, second) ? double.NaN : 0.002).Set(subject, Signal.InFlight, second => IsDead(each, second) ? 0 : 1);
        }

        series.Set(MadeSeries.Pool, Signal.Healthy, second => Alive(second)).Set(MadeSeries.Pool, Signal.Admitted, second => Alive(second) == 0 ? 0 : 100)
            .Set(MadeSeries.Pool, Signal.FirstByteMedian, second => Alive(second) == 0 ? double.NaN : 0.05).Set(MadeSeries.Pool, Signal.ConnectP99, second => Alive(second) == 0 ? double.NaN : 0.002);
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            series.Set(subject, Signal.Good, second => Alive(second) == 0 ? 0 : 100).Set(subject, Signal.FailedRefused, second => second == DiesAt(2) ? 18 : 0).Set(subject, Signal.FailedNoServer, second => Alive(second) == 0 ? 100 : 0);
        }

        return series;
    }
}
