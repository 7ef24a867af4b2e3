namespace Holdfast.Diagnosis.Tests;

public class CauseWatchTests
{
    private const int Began = 120;
    private const int Ended = 150;

    [Fact]
    public void PastMoment_ShowsNothingThatCameAfterIt()
    {
        CauseWatch watch = Watched(Surge());
        CauseFinding trouble = watch.Past.ShouldHaveSingleItem();
        for (long second = trouble.SuspectedAt; second < trouble.ClearedAt; second++)
        {
            CauseFinding then = watch.At(second).ShouldNotBeNull();
            then.Anomalies.ShouldAllBe(anomaly => anomaly.Fired <= second && anomaly.Began <= second);
            then.State.ShouldBe(trouble.DeclaredAt <= second ? Diagnosis.Detection.DetectionState.Declared : Diagnosis.Detection.DetectionState.Suspected);
            (then.DeclaredAt ?? second).ShouldBeLessThanOrEqualTo(second);
            then.ClearedAt.ShouldBeNull();
            then.Recovery.ShouldBeNull();
            then.Ledger.ShouldAllBe(entry => !(entry.OpenedAt > second) && !(entry.RejectedAt > second));
            then.Explanation!.Evidence.ShouldAllBe(item => item.To <= second);
            watch.PastAt(second).ShouldBeEmpty();
        }
    }

    [Fact]
    public void PastMoment_IsAsItWasSaidThen()
    {
        MadeSeries series = Surge();
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        Dictionary<long, (string State, string? Cause, string Signs)> said = [];
        Play(series, watch, _ => said[watch.Current.Second] = Words(watch.Current));
        foreach ((long second, var words) in said)
        {
            Words(watch.At(second) ?? CauseFinding.Calm(second)).ShouldBe(words, $"second {second - MadeSeries.Start}");
        }
    }

    [Fact]
    public void BeforeAnybodySuspectedAnything_NothingIsShown()
    {
        CauseWatch watch = Watched(Surge());
        watch.At(watch.Past[0].SuspectedAt - 1).ShouldBeNull();
        watch.At(watch.Past[0].ClearedAt!.Value).ShouldBeNull();
    }

    [Fact]
    public void EveryText_TellsTheSameBeginning()
    {
        MadeSeries series = Surge();
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        HashSet<long> told = [];
        Play(series, watch, _ =>
        {
            if (watch.Current.Number > 0)
            {
                told.Add(watch.Current.Onset);
                watch.Current.SuspectedAt.ShouldBeGreaterThanOrEqualTo(watch.Current.Onset);
                watch.Current.Anomalies.ShouldAllBe(anomaly => anomaly.Began >= watch.Current.Onset);
            }
        });
        told.Add(watch.Past[0].Onset);
        told.ShouldHaveSingleItem();
    }

    [Fact]
    public void UsersAreWellAgain_TheCauseStands()
    {
        MadeSeries series = Surge();
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        Play(series, watch, second =>
        {
            if (second >= Began + 12 && watch.Current.Number > 0)
            {
                watch.Current.Explanation!.RootCause.ShouldNotBeNull($"second {second}").Class.ShouldBe(CauseClass.Surge);
            }
        });
        watch.Past[0].Explanation!.RootCause!.Class.ShouldBe(CauseClass.Surge);
        (watch.Past[0].ClearedAt!.Value - MadeSeries.Start - Ended).ShouldBeInRange(4, 15);
    }

    private static (string State, string? Cause, string Signs) Words(CauseFinding finding) =>
        (finding.State.ToString(), finding.Explanation?.RootCause?.Name, string.Join(',', finding.Anomalies.Select(anomaly => $"{anomaly.Detector} {anomaly.Subject} {anomaly.Began}").Order()));

    // More people than the servers can serve, for half a minute.
    private static MadeSeries Surge()
    {
        MadeSeries series = MadeOutage.Everyday();
        void Becomes(SeriesSubject subject, Signal signal, double usual, double then) => series.Set(subject, signal, second => second is >= Began and < Ended ? then : usual);
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            Becomes(subject, Signal.OfferedFirst, 100, 300);
            Becomes(subject, Signal.Good, 100, 130);
            Becomes(subject, Signal.FailedTotalTime, 0, 170);
        }

        Becomes(MadeSeries.Pool, Signal.Admitted, 100, 140);
        Becomes(MadeSeries.Pool, Signal.Clients, 60, 170);
        return series;
    }

    private static CauseWatch Watched(MadeSeries series)
    {
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        Play(series, watch, _ => { });
        return watch;
    }

    private static void Play(MadeSeries series, CauseWatch watch, Action<int> each)
    {
        for (int second = 0; second < series.Seconds; second++)
        {
            series.NewestSecond = MadeSeries.Start + second;
            watch.CatchUp();
            each(second);
        }
    }
}
