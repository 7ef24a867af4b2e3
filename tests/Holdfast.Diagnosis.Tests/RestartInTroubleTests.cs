namespace Holdfast.Diagnosis.Tests;

/// <summary>All servers die, then the gateway is killed, and a new process looks at the series: those of before it are kept.</summary>
public class RestartInTroubleTests
{
    private const int Dead = 200;
    private const int Killed = 217;
    private const int Started = 222;
    private const int Ended = 290;

    [Fact]
    public void KilledAndStartedAgain_ItIsTheTroubleOfBeforeWithItsBeginningAndItsCause()
    {
        (MadeSeries series, CauseWatch watch) = Outage();
        Play(series, watch, Started, second =>
        {
            if (second >= Started + 4 && second < Ended)
            {
                (watch.Current.Onset - MadeSeries.Start).ShouldBeInRange(Dead, Dead + 2, $"second {second}");
            }

            if (second >= Started + 12 && second < Ended)
            {
                watch.Current.Explanation!.RootCause.ShouldNotBeNull($"second {second}").Class.ShouldBe(CauseClass.SickServer);
            }
        });
        (watch.Past.ShouldHaveSingleItem().Onset - MadeSeries.Start).ShouldBeInRange(Dead, Dead + 2);
    }

    [Fact]
    public void KilledInTroubleAndStartedWhenAllWasWell_IsWell()
    {
        (MadeSeries series, CauseWatch watch) = Outage();
        Play(series, watch, Ended + 1, second => watch.Current.State.ShouldBe(DetectionState.Normal, $"second {second}"));
    }

    [Fact]
    public void StartedBeforeTheTrouble_ItIsItsOwn()
    {
        (MadeSeries series, CauseWatch watch) = Outage();
        Play(series, watch, Dead - 5, second =>
        {
            if (second == Dead + 10)
            {
                (watch.Current.Onset - MadeSeries.Start).ShouldBeInRange(Dead - 1, Dead + 2);
            }
        });
    }

    /// <summary>Nothing is kept of before. When servers are back three times as much is asked as in the outage, because that stopped those who ask: it is as it always was.</summary>
    [Fact]
    public void StartedInTroubleWithoutAPast_DoesNotTakeItForWhatIsUsual()
    {
        (MadeSeries series, CauseWatch watch) = Outage(hasPast: false);
        Play(series, watch, Started, second =>
        {
            if (second > Ended + 30)
            {
                watch.Current.State.ShouldBe(DetectionState.Normal, $"second {second}");
                watch.Current.Anomalies.ShouldBeEmpty();
            }
        });
        DetectionWatch detection = new(series, DiagnosisSettings.Default);
        for (int second = Started; second < series.Seconds; second++)
        {
            series.NewestSecond = MadeSeries.Start + second;
            detection.CatchUp();
            (second > Ended + 30 ? detection.Active : []).ShouldBeEmpty($"second {second}");
        }
    }

    private static void Play(MadeSeries series, CauseWatch watch, int from, Action<int> each)
    {
        for (int second = from; second < series.Seconds; second++)
        {
            series.NewestSecond = MadeSeries.Start + second;
            watch.CatchUp();
            each(second);
        }
    }

    private static (MadeSeries Series, CauseWatch Watch) Outage(bool hasPast = true)
    {
        MadeSeries series = MadeOutage.Everyday(420);
        bool IsDead(int second) => second is >= Dead and < Ended;
        double Seen(int second, double value) => second is >= Killed and < Started || (second < Started && !hasPast) ? double.NaN : value;
        double Asked(int second) => IsDead(second) ? 30 : 100;
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            series.Set(subject, Signal.OfferedFirst, second => Seen(second, Asked(second))).Set(subject, Signal.OfferedRetry, second => Seen(second, 0)).Set(subject, Signal.Good, second => Seen(second, IsDead(second) ? 0 : 100))
                .Set(subject, Signal.FailedNoServer, second => Seen(second, IsDead(second) ? Asked(second) : 0)).Set(subject, Signal.FailedRefused, second => Seen(second, second == Dead ? 20 : 0));
        }

        series.Set(MadeSeries.Pool, Signal.Healthy, second => Seen(second, IsDead(second) ? 0 : 4)).Set(MadeSeries.Pool, Signal.ServersTotal, second => Seen(second, 4)).Set(MadeSeries.Pool, Signal.Admitted, second => Seen(second, IsDead(second) ? 0 : 100))
            .Set(MadeSeries.Pool, Signal.FirstByteMedian, second => Seen(second, IsDead(second) ? double.NaN : 0.05)).Set(MadeSeries.Pool, Signal.ConnectP99, second => Seen(second, IsDead(second) ? double.NaN : 0.002))
            .Set(MadeSeries.Pool, Signal.Clients, second => Seen(second, IsDead(second) ? 20 : 60));
        series.OnServers(Signal.Healthy, second => Seen(second, IsDead(second) ? 0 : 1)).OnServers(Signal.Good, second => Seen(second, IsDead(second) ? 0 : 25)).OnServers(Signal.Admitted, second => Seen(second, IsDead(second) ? 0 : 25))
            .OnServers(Signal.Share, second => Seen(second, IsDead(second) ? 0 : 0.25)).OnServers(Signal.FirstByteMedian, second => Seen(second, IsDead(second) ? double.NaN : 0.05)).OnServers(Signal.InFlight, second => Seen(second, IsDead(second) ? 0 : 1))
            .OnServers(Signal.FailedRefused, second => Seen(second, second == Dead ? 5 : 0)).OnServers(Signal.ConnectP99, second => Seen(second, IsDead(second) ? double.NaN : 0.002));
        return (series, new CauseWatch(series, series, DiagnosisSettings.Default));
    }
}
