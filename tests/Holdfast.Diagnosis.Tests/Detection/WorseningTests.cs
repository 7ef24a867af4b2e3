namespace Holdfast.Diagnosis.Tests.Detection;

public class WorseningTests
{
    private const int Before = 40;
    private const int Broken = 120;

    [Fact]
    public void LittleTroubleThatBecomesALot_HasASecondBeginning() => OnsetAfter(second => second < Before ? 0 : second < Broken ? 10 : 80).ShouldBeInRange(Broken, Broken + 1);

    [Fact]
    public void TroubleThatBecomesALittleWorse_BeganWhenItBegan() =>
        OnsetAfter(second => second < Before ? 0 : second < Broken ? 10 : 14).ShouldBeInRange(Before, Before + 12, "half as much again is the same trouble");

    [Fact]
    public void WhatWasBadAndIsWorse_IsTheSameTroubleUnlessItWasSteadyForAWhile() =>
        OnsetAfter(second => second < Broken - 30 ? 0 : second < Broken ? 45 : 80).ShouldBeInRange(Broken - 30, Broken - 28);

    [Fact]
    public void TroubleThatGrowsInItsFirstSeconds_BeganWhenItBegan() =>
        OnsetAfter(second => second < Before ? 0 : Math.Min(90, 10 * (second - Before))).ShouldBeInRange(Before, Before + 3);

    /// <summary>What is worse in the seventeenth second is still as much worse in the twentieth, and did not begin then.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(17)]
    [InlineData(19)]
    public void TroubleThatIsMuchWorseBeforeItHasSettled_BeganWhenItBegan(int later) =>
        OnsetAfter(second => second < Before ? 0 : second < Before + later ? 10 : 80).ShouldBeInRange(Before, Before + 3);

    [Fact]
    public void TroubleThatPauses_IsAsBadAsItWas() =>
        OnsetAfter(second => second < Before ? 0 : second % 25 < 10 ? 90 : 0).ShouldBeInRange(Before, Before + 12);

    [Fact]
    public void SecondBeginningWithoutASteadyWhileBeforeIt_IsMeasuredByTheDaysBeforeTheFirst()
    {
        DetectionWatch watch = Play(second => second < Broken - 30 ? 0 : second < Broken ? 10 : 80);
        (watch.Current!.CalmUntil - MadeSeries.Start).ShouldBeInRange(Broken - 32, Broken - 18);
        (watch.Current.StretchBegan - MadeSeries.Start).ShouldBeInRange(Broken - 32, Broken - 18);
    }

    [Fact]
    public void SecondPoolThatBreaks_DoesNotMoveTheBeginningOfTheFirst()
    {
        MadeSeries series = Series([MadeSeries.Gateway, MadeSeries.Pool], 100, second => second < Before ? 0 : 100);
        Add(series, [new SeriesSubject(SubjectKind.Pool, "small")], 5, second => second < Broken ? 0 : 5);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch);
        (watch.Current!.StretchOnset - MadeSeries.Start).ShouldBeInRange(Before, Before + 3);
    }

    private static long OnsetAfter(Func<int, double> failed) => Play(failed).Current!.StretchOnset - MadeSeries.Start;

    private static DetectionWatch Play(Func<int, double> failed)
    {
        MadeSeries series = Series([MadeSeries.Gateway, MadeSeries.Pool], 100, failed);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch);
        return watch;
    }

    private static MadeSeries Series(SeriesSubject[] subjects, double rate, Func<int, double> failed) => Add(new MadeSeries(Broken + 20), subjects, rate, failed);

    private static MadeSeries Add(MadeSeries series, SeriesSubject[] subjects, double rate, Func<int, double> failed)
    {
        foreach (SeriesSubject subject in subjects)
        {
            series.Set(subject, Signal.OfferedFirst, rate).Set(subject, Signal.Good, second => rate - failed(second)).Set(subject, Signal.FailedServerError, failed);
        }

        return series;
    }
}
