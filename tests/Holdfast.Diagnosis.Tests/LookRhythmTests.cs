namespace Holdfast.Diagnosis.Tests;

public class LookRhythmTests
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(20, 20)]
    [InlineData(60, 12)]
    public void Looks_AreFewerTheLongerItLasts(int from, int due) =>
        Enumerable.Range(from, from == 20 ? 40 : from == 0 ? 20 : 60).Count(age => LookRhythm.IsDue(1000, 1000 + age)).ShouldBe(due);
}
