namespace Holdfast.Diagnosis.Tests;

public class HurtTimeTests
{
    [Theory]
    [InlineData(1, 8, 8)]
    [InlineData(2, 4, 7)]
    [InlineData(5, 3, 11)]
    public void SecondsBetweenTwoLooks_CountToo(int apart, int looks, long seconds)
    {
        HurtTime hurt = new();
        for (int look = 0; look < looks; look++)
        {
            hurt.Look(1000 + (look * apart), isHurt: true);
        }

        hurt.Seconds.ShouldBe(seconds);
    }

    [Fact]
    public void SecondsBeforeALookThatIsWell_DoNot()
    {
        HurtTime hurt = new();
        hurt.Look(1000, isHurt: true);
        hurt.Look(1005, isHurt: false);
        hurt.Look(1010, isHurt: true);
        hurt.Seconds.ShouldBe(6);
    }
}
