namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class BrakeEpisodeTests
{
    private readonly BrakeEpisode episode = new();

    [Fact]
    public void AnswersFellWithTheLimit_WasInVain()
    {
        Feed(inFlight => 10 * inFlight);
        episode.WasInVain().ShouldBeTrue();
    }

    [Fact]
    public void AnswersStayed_WasRight()
    {
        Feed(_ => 1000);
        episode.WasInVain().ShouldBeFalse();
    }

    [Fact]
    public void FewAnswers_AreChance()
    {
        Feed(inFlight => 0.05 * inFlight);
        episode.WasInVain().ShouldBeFalse();
    }

    [Fact]
    public void FirstWindow_DoesNotCount()
    {
        // It was half from before: so many answers would make every brake look vain.
        episode.Add(Window(200, 4000));
        Feed(_ => 1000);
        episode.WasInVain().ShouldBeFalse();
    }

    [Fact]
    public void End_ForgetsAll()
    {
        Feed(inFlight => 10 * inFlight);
        episode.End();
        episode.IsOn.ShouldBeFalse();
        episode.WasInVain().ShouldBeFalse();
    }

    private void Feed(Func<double, double> answers)
    {
        for (double inFlight = 150; inFlight > 10; inFlight *= 0.7)
        {
            episode.Add(Window(inFlight, answers(inFlight)));
        }
    }

    private static LimitWindow Window(double inFlight, double answers) =>
        new(new SampleTotals { Answers = (long)answers, TimeNanoseconds = (long)(inFlight * 1e9) }, 1, (int)inFlight);
}
