namespace Holdfast.DataPlane.Tests.Health;

public sealed class UsualSilenceTests
{
    private const long Millisecond = 1_000_000;
    private readonly UsualSilence usual = new();

    [Fact]
    public void FewLooks_SayNothing()
    {
        Look(199);
        usual.NoteEnd(50 * Millisecond, 2);
        usual.For(2).ShouldBe(0);
        Look(1);
        usual.For(2).ShouldBe(50 * Millisecond);
    }

    [Fact]
    public void NeverSilent_IsKnownAsThat()
    {
        Look(200);
        usual.For(10).ShouldBe(1, "known, in contrast to 0");
    }

    [Fact]
    public void FewerAnswersOwed_AreSilentForLonger()
    {
        Look(200);
        usual.NoteEnd(50 * Millisecond, 20);
        usual.For(20).ShouldBe(50 * Millisecond);
        usual.For(2).ShouldBe(500 * Millisecond);
    }

    [Fact]
    public void MoreAnswersOwed_MayBeSilentAsLongAsFewWere()
    {
        // It may work on one request at a time.
        Look(200);
        usual.NoteEnd(800 * Millisecond, 2);
        usual.For(20).ShouldBe(800 * Millisecond);
    }

    [Fact]
    public void LongAgo_CountsForLess()
    {
        Look(200);
        usual.NoteEnd(800 * Millisecond, 2);
        usual.PassSecond(300);
        ((double)usual.For(2)).ShouldBe(400 * Millisecond, 10 * Millisecond);
    }

    private void Look(int times)
    {
        for (int look = 0; look < times; look++)
        {
            usual.NoteLook();
        }
    }
}
