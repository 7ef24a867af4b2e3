namespace Holdfast.Diagnosis.Tests.Detection;

public class EpisodeTests
{
    [Fact]
    public void Beginning_IsTheMeasureOfAll()
    {
        Episode episode = new(1, onset: 1000, suspectedAt: 1003);
        (episode.StretchBegan, episode.StretchOnset, episode.CalmUntil, episode.Stretches).ShouldBe((1000L, 1000L, 1000L, 1));
    }

    [Theory]
    [InlineData(1119, 1000, "a shorter pause is the same trouble")]
    [InlineData(1120, 1120, "what began after a pause is new")]
    public void SomethingAfterAPause_BeginsAnew_ThoughPeopleAreToldTheSameBeginning(long onset, long expected, string why)
    {
        Episode episode = new(1, 1000, 1003);
        episode.BeginAnew(onset, lastOver: 1100);
        episode.StretchOnset.ShouldBe(expected, why);
        episode.StretchBegan.ShouldBe(1000);
    }

    [Theory]
    [InlineData(1103, 1000, false)]
    [InlineData(1104, 1104, true)]
    public void AnotherServersTurn_NeedsThreeQuietSeconds(long onset, long expected, bool isNew)
    {
        Episode episode = new(1, 1000, 1003);
        episode.TurnTo(onset, lastOver: 1100).ShouldBe(isNew);
        (episode.StretchOnset, episode.StretchBegan, episode.CalmUntil).ShouldBe((expected, 1000L, 1000L));
    }

    [Theory]
    [InlineData(1129, 1000, "less than 30 s of calm are too few to measure by")]
    [InlineData(1130, 1130, "there was calm enough")]
    public void DaysBefore_AreTheMeasure_WhenThereWasLittleCalmSince(long onset, long expected, string why)
    {
        Episode episode = new(1, 1000, 1003);
        episode.BeginAnew(onset, lastOver: 1100);
        episode.CalmUntil.ShouldBe(expected, why);
    }

    [Fact]
    public void DaysOfLongAgo_AreNoMeasure()
    {
        Episode episode = new(1, 1000, 1003);
        episode.BeginAnew(1700, lastOver: 1670);
        episode.CalmUntil.ShouldBe(1700);
    }

    [Fact]
    public void Relapse_IsTheNextStretch_ThatIsDeclaredAnew()
    {
        Episode episode = new(1, 1000, 1003);
        episode.Declare(1005);
        episode.ClearedAt = 1100;
        episode.Relapse(1300, 1304, lastOver: 1100);
        (episode.Stretches, episode.StretchBegan, episode.StretchSuspectedAt, episode.ClearedAt, episode.StretchDeclaredAt).ShouldBe((2, 1300L, 1304L, (long?)null, (long?)null));
        episode.Declare(1306);
        (episode.Onset, episode.DeclaredAt, episode.StretchDeclaredAt).ShouldBe((1000L, 1005L, 1306L));
    }
}
