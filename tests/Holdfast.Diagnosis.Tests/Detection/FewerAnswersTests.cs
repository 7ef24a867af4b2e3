namespace Holdfast.Diagnosis.Tests.Detection;

public class FewerAnswersTests
{
    private const int Crowd = 100;
    private const int Broken = 180;

    [Fact]
    public void FewerAreAnsweredAfterAWhileInWhichTheCrowdWasHeld_IsNewTroubleThatTheWhileMeasures()
    {
        Episode episode = Play(Held(Broken, 108));
        (episode.StretchOnset - MadeSeries.Start).ShouldBeInRange(Broken - 1, Broken + 1);
        episode.CalmUntil.ShouldBe(episode.StretchOnset);
        (episode.CalmFrom - MadeSeries.Start).ShouldBeInRange(Broken - FewerAnswers.SteadySeconds - 2, Broken - FewerAnswers.SteadySeconds + 2);
        (episode.StretchBegan - MadeSeries.Start).ShouldBeInRange(Crowd - 2, Crowd + 12, "people are told one beginning");
    }

    [Fact]
    public void HeldAsItIs_BeganWhenItBegan() => OnsetOf(Held(Broken, 140)).ShouldBeInRange(Crowd - 2, Crowd + 2);

    [Fact]
    public void AFewLess_AreChance() => OnsetOf(Held(Broken, 125)).ShouldBeInRange(Crowd - 2, Crowd + 2);

    [Theory]
    [InlineData(200, "fewer ask")]
    [InlineData(450, "more ask, and the servers are worn down by them")]
    public void OthersAskThen_IsNotSaid(double asked, string why) =>
        OnsetOf(Held(Broken, 108).Set(MadeSeries.Pool, Signal.OfferedFirst, second => second < Crowd ? 100 : second < Broken ? 300 : asked)).ShouldBeInRange(Crowd - 2, Crowd + 2, why);

    [Fact]
    public void SoonAfterTheBeginning_ItIsTheSameTrouble() => OnsetOf(Held(Crowd + 30, 108)).ShouldBeInRange(Crowd - 2, Crowd + 2);

    [Fact]
    public void AsFewWereAnsweredBefore_ItComesAndGoes()
    {
        const int again = Crowd + 45;
        MadeSeries series = Held(again, 108);
        series.Set(MadeSeries.Pool, Signal.Good, second => second < Crowd ? 100 : second >= again || second is >= again - 25 and < again - 19 ? 108 : 140);
        OnsetOf(series).ShouldBeInRange(Crowd - 2, Crowd + 2);
    }

    [Theory]
    [InlineData(140, false, "what breaks beside an outage does not move the beginning of that outage")]
    [InlineData(300, true, "none was ill")]
    public void AnotherPoolBreaksThen_CountsWhereNoneWasIll(double answered, bool isSaid, string why)
    {
        SeriesSubject other = new(SubjectKind.Pool, "other");
        MadeSeries series = new MadeSeries(Broken + 20).Set(MadeSeries.Pool, Signal.OfferedFirst, 300).Set(MadeSeries.Pool, Signal.Good, answered)
            .Set(other, Signal.OfferedFirst, 50).Set(other, Signal.Good, second => second < Broken ? 50 : 5);
        SecondView view = new(series, DiagnosisSettings.Default);
        FewerAnswers fewer = new();
        bool said = false;
        for (int second = 0; second < series.Seconds; second++)
        {
            series.NewestSecond = MadeSeries.Start + second;
            view.MoveTo(series.NewestSecond);
            said |= fewer.Look(view) is not null;
        }

        said.ShouldBe(isSaid, why);
    }

    private static long OnsetOf(MadeSeries series) => Play(series).StretchOnset - MadeSeries.Start;

    private static Episode Play(MadeSeries series)
    {
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch);
        return watch.Current.ShouldNotBeNull();
    }

    // Three times as many as usual, of which the servers manage less than half.
    private static MadeSeries Held(int broken, double answered)
    {
        double Good(int second) => second < Crowd ? 100 : second < broken ? 140 : answered;
        MadeSeries series = new(Broken + 20);
        foreach (SeriesSubject subject in (SeriesSubject[])[MadeSeries.Gateway, MadeSeries.Pool])
        {
            series.Set(subject, Signal.OfferedFirst, second => second < Crowd ? 100 : 300).Set(subject, Signal.Good, Good).Set(subject, Signal.FailedTotalTime, second => second < Crowd ? 0 : 300 - Good(second));
        }

        return series;
    }
}
