using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests;

public class CauseWatchTests
{
    private const int Began = 120;
    private const int Ended = 150;

    [Fact]
    public void TroubleIsOver_ItIsAmongThePastOnesFromThenOn()
    {
        CauseWatch watch = Watched(Surge());
        CauseFinding trouble = watch.Past.ShouldHaveSingleItem();
        watch.PastAt(trouble.ClearedAt!.Value - 1).ShouldBeEmpty();
        watch.PastAt(trouble.ClearedAt!.Value).ShouldBe([trouble]);
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

    [Fact]
    public void WeightsArePutBack_TheBlameStaysWithThem_ThoughAServerIsStillDown()
    {
        MadeSeries series = Imbalance(isAnnounced: true);
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        long last = 0;
        Play(series, watch, second =>
        {
            if (second >= Began + 12 && watch.Current.Number > 0)
            {
                watch.Current.Explanation!.RootCause.ShouldNotBeNull($"second {second}").Class.ShouldBe(CauseClass.Imbalance, $"second {second}");
                last = second;
            }
        });
        CauseFinding past = watch.Past.ShouldHaveSingleItem();
        past.Explanation!.RootCause!.Class.ShouldBe(CauseClass.Imbalance);
        last.ShouldBeGreaterThan(PutBack + 10);
        past.Recovery.ShouldNotBeNull().Text.ShouldStartWith("as predicted: shares are as before");
        past.Explanation.RootCause.For.ShouldContain(weighed => weighed.Item.Sign == Sign.RecoveredAsPredicted && weighed.Decibans == 10);
    }

    [Fact]
    public void WeightsArePutBackAndOneServerStillGetsMost_TheQuestionIsOpenAgain()
    {
        MadeSeries series = Imbalance(isAnnounced: true, helps: false);
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        Play(series, watch, second =>
        {
            if (second is > PutBack and < PutBack + 6)
            {
                watch.Current.Explanation!.RootCause.ShouldNotBeNull($"second {second}").Class.ShouldBe(CauseClass.Imbalance);
                watch.Current.Recovery.ShouldBeNull();
            }
            else if (second is > PutBack + 14 and < PutBack + 28)
            {
                watch.Current.Explanation!.RootCause?.Class.ShouldNotBe(CauseClass.Imbalance, $"second {second}");
                watch.Current.Recovery.ShouldNotBeNull().IsAsPredicted.ShouldBeFalse();
                watch.Current.Recovery.Text.ShouldContain("the question is open again");
            }
        });
    }

    [Fact]
    public void NobodyChangedAnything_WhatIsSeenNowCounts()
    {
        MadeSeries series = Imbalance(isAnnounced: false);
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        List<CauseClass?> causes = [];
        Play(series, watch, second => causes.Add(second is > PutBack + 10 and < PutBack + 30 ? watch.Current.Explanation?.RootCause?.Class : null));
        causes.ShouldContain(CauseClass.SickServer);
    }

    [Fact]
    public void SurgeThatBecomesMuchWorse_IsStillBlamedWhenNothingElseIs()
    {
        MadeSeries series = SurgeThatBecomesWorse();
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        long anew = 0;
        Play(series, watch, second => anew = watch.Current.Explanation?.Onset ?? anew);
        (anew - MadeSeries.Start).ShouldBeInRange(Ended - 1, Ended + 2);
        CauseFinding past = watch.Past.ShouldHaveSingleItem();
        past.Onset.ShouldBeLessThan(MadeSeries.Start + Began + 3);
        past.Explanation!.RootCause.ShouldNotBeNull();
    }

    [Fact]
    public void TroubleThatBecomesMuchWorse_KeepsWhatWasRuledOutBefore()
    {
        MadeSeries series = SurgeThatBecomesWorse();
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        Dictionary<CauseClass, long> ruledOut = [];
        Play(series, watch, second =>
        {
            if (second == Ended - 2)
            {
                ruledOut = watch.Current.Ledger.Where(entry => entry.RejectedAt is not null).ToDictionary(entry => entry.Class, entry => entry.RejectedAt!.Value);
            }
        });
        LedgerEntry[] after = [.. watch.Past.ShouldHaveSingleItem().Ledger.Where(entry => entry.RejectedAt is not null && ruledOut.ContainsKey(entry.Class))];
        after.ShouldNotBeEmpty();
        after.ShouldAllBe(entry => entry.RejectedAt == ruledOut[entry.Class]);
    }

    [Fact]
    public void NextTrouble_HasALedgerOfItsOwn()
    {
        MadeSeries series = MadeOutage.Everyday(400).Set(MadeSeries.Pool, Signal.FailedServerError, Errors).Set(MadeSeries.Gateway, Signal.FailedServerError, Errors)
            .Set(MadeSeries.Pool, Signal.Good, second => 100 - Errors(second)).Set(MadeSeries.Gateway, Signal.Good, second => 100 - Errors(second));
        CauseWatch watch = Watched(series);
        watch.Past.Count.ShouldBe(2);
        watch.Past[1].Ledger.ShouldNotBeEmpty();
        watch.Past[1].Ledger.ShouldAllBe(entry => !(entry.RejectedAt < watch.Past[1].Onset));
    }

    // Two troubles of twenty seconds each.
    private static double Errors(int second) => second is (>= 120 and < 140) or (>= 300 and < 320) ? 60 : 0;

    // As many come as ever, and from then on none of them is served.
    private static MadeSeries SurgeThatBecomesWorse() => Surge()
        .Set(MadeSeries.Pool, Signal.ShedWaited, second => second is >= Ended and < Ended + 20 ? 100 : 0).Set(MadeSeries.Pool, Signal.Good, second => second < Began || second >= Ended + 20 ? 100 : second < Ended ? 260 : 0)
        .Set(MadeSeries.Pool, Signal.FailedTotalTime, second => second is >= Began and < Ended ? 40 : 0);

    private const int PutBack = Began + 50;

    // Other weights crush one server; when they are put back it needs half a minute to come back.
    private static MadeSeries Imbalance(bool isAnnounced, bool helps = true)
    {
        MadeSeries series = MadeOutage.Everyday(260);
        void Becomes(SeriesSubject subject, Signal signal, double usual, double then, int until) => series.Set(subject, signal, second => second >= Began && second < until ? then : usual);
        for (int server = 1; server <= 4; server++)
        {
            Becomes(MadeSeries.Server(server), Signal.WeightShare, 0.25, server == 1 ? 0.85 : 0.05, helps ? PutBack : PutBack + 60);
            Becomes(MadeSeries.Server(server), Signal.Share, 0.25, server == 1 ? 0.7 : 0.1, helps ? PutBack : PutBack + 60);
        }

        Becomes(MadeSeries.Server(1), Signal.FailedFirstByte, 0, 20, PutBack + 30);
        Becomes(MadeSeries.Server(1), Signal.FirstByteMedian, 0.05, 0.2, PutBack + 30);
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            Becomes(subject, Signal.Good, 100, 60, PutBack + 30);
            Becomes(subject, Signal.FailedFirstByte, 0, 40, PutBack + 30);
        }

        series.Change(Began - 1, ChangeKind.Weights, "pool:shop", "weights of pool shop changed");
        return isAnnounced ? series.Change(PutBack, ChangeKind.Weights, "pool:shop", "weights of pool shop changed") : series;
    }

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
