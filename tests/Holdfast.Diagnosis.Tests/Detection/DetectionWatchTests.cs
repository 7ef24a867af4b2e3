using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection;

public class DetectionWatchTests
{
    [Fact]
    public void EveryDetector_HasANameOfItsOwn() =>
        DetectorRegistry.Create().Select(detector => detector.Name).ShouldBeUnique();

    [Fact]
    public void SteadyTraffic_IsNormal()
    {
        MadeSeries series = DetectorProbe.Steady(3000, 100);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch, _ => watch.State.ShouldBe(DetectionState.Normal));
    }

    [Fact]
    public void TotalOutage_IsDeclaredWithinSixSecondsAndEndsOnce()
    {
        MadeSeries series = Outage((second) => second is >= 100 and < 160);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch);
        Episode episode = watch.Episodes.ShouldHaveSingleItem();
        (episode.SuspectedAt - MadeSeries.Start).ShouldBeInRange(100, 106);
        (episode.DeclaredAt - MadeSeries.Start)!.Value.ShouldBeInRange(100, 106);
        (episode.Onset - MadeSeries.Start).ShouldBeInRange(98, 102);
        episode.ClearedAt.ShouldNotBeNull();
        episode.Stretches.ShouldBe(1);
    }

    [Fact]
    public void RelapseWithinAQuarterHour_IsTheSameEpisode()
    {
        MadeSeries series = Outage(second => second is (>= 100 and < 130) or (>= 500 and < 530));
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch);
        watch.Episodes.ShouldHaveSingleItem().Stretches.ShouldBe(2);
    }

    [Fact]
    public void TroubleWhileOlderTroubleIsOnlyWaitingToBeClear_HasAnOnsetOfItsOwn()
    {
        MadeSeries series = Outage(second => second is (>= 100 and < 110) or >= 150);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch, second =>
        {
            if (second == 160)
            {
                (watch.Current!.StretchOnset - MadeSeries.Start).ShouldBeInRange(148, 152);
                (watch.Current.Onset - MadeSeries.Start).ShouldBeInRange(98, 102);
            }
        });
    }

    /// <summary>As in dead-host: a host is dead, comes back, and before its trouble is declared over another one dies.</summary>
    [Theory]
    [InlineData(3, 114, 114)]
    [InlineData(3, 112, 100)]
    [InlineData(2, 114, 100)]
    public void AnotherServerThatGoesOutSoonAfterwards_HasAnOnsetOfItsOwn(int next, int at, int onset)
    {
        MadeSeries series = DetectorProbe.Steady(200, 100);
        for (int server = 1; server <= 4; server++)
        {
            int each = server;
            series.Set(MadeSeries.Server(server), Signal.Healthy, second => (each == 2 && second is >= 100 and < 110) || (each == next && second >= at && second < 150) ? 0 : 1);
        }

        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch, second =>
        {
            if (second == 125)
            {
                (watch.Current!.StretchOnset - MadeSeries.Start).ShouldBe(onset);
                (watch.Current.StretchBegan - MadeSeries.Start).ShouldBe(100);
            }
        });
    }

    [Theory]
    [InlineData(20)]
    [InlineData(110)]
    public void TroubleIsOver_IsSeenWithinFifteenSecondsHoweverLongTheWindowsRemember(int seconds)
    {
        MadeSeries series = Outage(second => second >= 300 && second < 300 + seconds);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch);
        Episode episode = watch.Episodes.ShouldHaveSingleItem();
        (episode.ClearedAt!.Value - MadeSeries.Start - 300 - seconds).ShouldBeInRange(5, 15);
        episode.Stretches.ShouldBe(1);
    }

    [Fact]
    public void LongSurgeIsOver_TheFallOfTrafficIsNotMoreOfIt()
    {
        MadeSeries series = DetectorProbe.Steady(900, 100);
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            series.Set(subject, Signal.OfferedFirst, second => second is >= 300 and < 600 ? 600 : 100).Set(subject, Signal.Good, second => second is >= 300 and < 600 ? 250 : 100)
                .Set(subject, Signal.FailedTotalTime, second => second is >= 300 and < 600 ? 350 : 0);
        }

        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch, second => watch.State.ShouldBe(second is >= 308 and < 600 ? DetectionState.Declared : second > 615 ? DetectionState.Normal : watch.State, $"second {second}"));
    }

    [Fact]
    public void TroubleThatComesAndGoes_EndsRarerAndRarer()
    {
        MadeSeries series = Outage(second => second is >= 100 and < 700 && second % 20 < 10);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        int ends = 0;
        DetectionState before = DetectionState.Normal;
        series.Play(watch, _ =>
        {
            ends += before != DetectionState.Normal && watch.State == DetectionState.Normal ? 1 : 0;
            before = watch.State;
        });
        ends.ShouldBeLessThanOrEqualTo(3);
        watch.Episodes.ShouldHaveSingleItem();
        watch.State.ShouldBe(DetectionState.Normal);
    }

    [Fact]
    public void ShortPause_IsTheSameTroubleWithTheSameOnset()
    {
        MadeSeries series = Outage(second => second is (>= 100 and < 120) or >= 133);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch, second =>
        {
            if (second == 145)
            {
                (watch.Current!.StretchOnset - MadeSeries.Start).ShouldBeInRange(98, 102);
            }
        });
    }

    [Fact]
    public void NewTroubleAfterALull_IsMeasuredByTheCalmSinceTheOldOne()
    {
        MadeSeries series = Outage(second => second is (>= 100 and < 110) or >= 150);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch, second =>
        {
            if (second == 160)
            {
                (watch.Current!.CalmUntil - MadeSeries.Start).ShouldBeInRange(148, 152);
                (watch.Current.CalmFrom - MadeSeries.Start).ShouldBeInRange(110, 120);
            }
        });
    }

    [Fact]
    public void OneSupportingAnomaly_IsNoSuspicion_TwoOfDifferentFamiliesAre()
    {
        SupportingTwin one = new("one", SignalFamily.Traffic);
        SupportingTwin same = new("same", SignalFamily.Traffic);
        SupportingTwin other = new("other", SignalFamily.Saturation);
        StateWith(one).ShouldBe(DetectionState.Normal);
        StateWith(one, same).ShouldBe(DetectionState.Normal);
        StateWith(one, other).ShouldBe(DetectionState.Suspected);
    }

    [Fact]
    public void ClockSetBackByAnHour_DoesNotBlind()
    {
        MadeSeries series = DetectorProbe.Steady(200, 100).Set(MadeSeries.Pool, Signal.Healthy, second => second < 60 ? 4 : 0);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [new NoHealthyServer()]);
        series.NewestSecond = MadeSeries.Start + 50 + 3600;
        watch.CatchUp();
        for (int second = 50; second < 70; second++)
        {
            series.NewestSecond = MadeSeries.Start + second;
            watch.CatchUp();
        }

        watch.State.ShouldBe(DetectionState.Declared);
    }

    /// <summary>More people than usual for minutes, and nobody minded: what breaks then did not begin with them.</summary>
    [Theory]
    [InlineData(20, 200)]
    [InlineData(170, 170)]
    public void WhatStoodForMinutesWithoutASuspicion_IsNotItsBeginning(int other, int onset)
    {
        MadeSeries series = DetectorProbe.Steady(220, 100).Set(MadeSeries.Pool, Signal.Healthy, second => second < 200 ? 4 : 0);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [new SupportingTwin("other", SignalFamily.Traffic) { Since = MadeSeries.Start + other }, new NoHealthyServer()]);
        series.Play(watch);
        (watch.Episodes.ShouldHaveSingleItem().Onset - MadeSeries.Start).ShouldBe(onset);
    }

    private static DetectionState StateWith(params IDetector[] detectors)
    {
        MadeSeries series = DetectorProbe.Steady(10, 100);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, detectors);
        series.Play(watch);
        return watch.State;
    }

    private static MadeSeries Outage(Func<int, bool> isOut) => DetectorProbe.Steady(1000, 100)
        .Set(MadeSeries.Pool, Signal.Good, second => isOut(second) ? 0 : 100)
        .Set(MadeSeries.Pool, Signal.FailedRefused, second => isOut(second) ? 100 : 0);

    private sealed class SupportingTwin(string name, SignalFamily family) : IDetector
    {
        public long Since { get; init; }

        public string Name => name;

        public DetectionLevel Level => DetectionLevel.Evidence;

        public SignalFamily Family => family;

        public Consequence Consequence => Consequence.Supports;

        public void Measure(SecondView view, List<Measurement> into) => into.Add(new Measurement(view.Pools[0], view.Second >= Since ? 1 : 0, 0, 0, view.Second));

        public string Describe(in Measurement measurement) => name;
    }
}
