using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Tests;

/// <summary>A crowd is held at the servers' limits for a minute and more, and then something breaks on top of it. Or a crowd has gone, and less than it has stayed.</summary>
public class CauseWatchOnTopTests
{
    private const int Crowd = 120;
    private const int OnTop = 200;
    private const int Seconds = 260;
    private const int Sick = 3;

    [Fact]
    public void CrowdAlone_IsASurgeToTheEnd() =>
        EachSecond(Held(140), OnTop, explanation => explanation.RootCause.ShouldNotBeNull().Class.ShouldBe(CauseClass.Surge));

    [Fact]
    public void OneServerBecomesTenTimesSlower_ItIsNamed()
    {
        MadeSeries series = Held(108);
        OfServer(series, Sick, Signal.Good, 3);
        OfServer(series, Sick, Signal.Admitted, 4);
        OfServer(series, Sick, Signal.FirstByteMedian, 1);
        EachSecond(series, OnTop + 14, explanation =>
        {
            explanation.RootCause.ShouldNotBeNull($"{explanation.At - MadeSeries.Start}").Class.ShouldBe(CauseClass.SickServer);
            explanation.RootCause!.Claim.ShouldContain("10.0.0.3:80");
        });
    }

    [Fact]
    public void ConfigurationTakesHalfOfTheServers_NobodySaysThatMorePeopleCame()
    {
        MadeSeries series = Held(70).Change(OnTop - 1, ChangeKind.Configuration, "configuration", "revision 2: pools.shop.servers.10.0.0.3:80 is gone; pools.shop.servers.10.0.0.4:80 is gone");
        Becomes(series, MadeSeries.Pool, Signal.Healthy, 4, 4, 2);
        Becomes(series, MadeSeries.Pool, Signal.ServersTotal, 4, 4, 2);
        for (int server = 1; server <= 4; server++)
        {
            Becomes(series, MadeSeries.Server(server), Signal.Share, 0.25, 0.25, server <= 2 ? 0.5 : double.NaN);
            Becomes(series, MadeSeries.Server(server), Signal.WeightShare, 0.25, 0.25, server <= 2 ? 0.5 : double.NaN);
        }

        foreach (Signal signal in (Signal[])[Signal.Good, Signal.Admitted, Signal.FirstByteMedian, Signal.Healthy, Signal.InFlight, Signal.ConnectP99])
        {
            OfServer(series, 3, signal, double.NaN);
            OfServer(series, 4, signal, double.NaN);
        }

        EachSecond(series, OnTop + 14, explanation =>
        {
            explanation.Top.Class.ShouldNotBe(CauseClass.Surge, $"{explanation.At - MadeSeries.Start}");
            explanation.Trigger.ShouldNotBeNull().Text.ShouldContain("10.0.0.4:80 is gone");
        });
    }

    [Fact]
    public void MoreThanEverHaveStayedAfterACrowd_WhatBreaksThenIsNoSurge()
    {
        // Forty seconds of a crowd, and then for forty seconds twice as many as before, who are all served.
        const int gone = Crowd + 40;
        MadeSeries series = MadeOutage.Everyday(Seconds);
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            series.Set(subject, Signal.OfferedFirst, second => second < Crowd ? 50 : second < gone ? 300 : 100).Set(subject, Signal.Good, second => second < Crowd ? 50 : second < gone ? 140 : second < OnTop ? 100 : 75)
                .Set(subject, Signal.FailedTotalTime, second => second is >= Crowd and < gone ? 160 : second < OnTop ? 0 : 25);
        }

        series.Set(MadeSeries.Pool, Signal.Clients, second => second < Crowd ? 30 : second < gone ? 150 : 60);
        OfServer(series, Sick, Signal.Good, 0);
        OfServer(series, Sick, Signal.FailedFirstByte, 25, before: 0);
        OfServer(series, Sick, Signal.FirstByteMedian, double.NaN);
        EachSecond(series, OnTop + 14, explanation => explanation.RootCause.ShouldNotBeNull($"{explanation.At - MadeSeries.Start}").Class.ShouldBe(CauseClass.SickServer));
    }

    private static MadeSeries Held(double answered)
    {
        MadeSeries series = MadeOutage.Everyday(Seconds);
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            Becomes(series, subject, Signal.OfferedFirst, 100, 300, 300);
            Becomes(series, subject, Signal.Good, 100, 140, answered);
            Becomes(series, subject, Signal.ShedWaited, 0, 160, 300 - answered);
        }

        Becomes(series, MadeSeries.Pool, Signal.Admitted, 100, 140, answered);
        Becomes(series, MadeSeries.Pool, Signal.Clients, 60, 170, 170);
        Becomes(series, MadeSeries.Pool, Signal.FirstByteMedian, 0.05, 0.1, 0.1);
        for (int server = 1; server <= 4; server++)
        {
            Becomes(series, MadeSeries.Server(server), Signal.Good, 25, 35, 35);
            Becomes(series, MadeSeries.Server(server), Signal.Admitted, 25, 35, 35);
            Becomes(series, MadeSeries.Server(server), Signal.FirstByteMedian, 0.05, 0.1, 0.1);
        }

        return series;
    }

    private static void OfServer(MadeSeries series, int server, Signal signal, double onTop, double? before = null)
    {
        double[] known = new double[Seconds];
        series.NewestSecond = MadeSeries.Start + Seconds;
        bool isKnown = series.Read(MadeSeries.Server(server), signal, MadeSeries.Start, known);
        series.NewestSecond = MadeSeries.Start - 1;
        series.Set(MadeSeries.Server(server), signal, second => second >= OnTop ? onTop : isKnown ? known[second] : before ?? double.NaN);
    }

    private static void Becomes(MadeSeries series, SeriesSubject subject, Signal signal, double usual, double held, double onTop) =>
        series.Set(subject, signal, second => second < Crowd ? usual : second < OnTop ? held : onTop);

    private static void EachSecond(MadeSeries series, int from, Action<Explanation> check)
    {
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        for (int second = 0; second < series.Seconds; second++)
        {
            series.NewestSecond = MadeSeries.Start + second;
            watch.CatchUp();
            if (second >= from)
            {
                check(watch.Current.Explanation.ShouldNotBeNull());
            }
        }
    }
}
