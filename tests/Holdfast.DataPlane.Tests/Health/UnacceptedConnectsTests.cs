namespace Holdfast.DataPlane.Tests.Health;

public sealed class UnacceptedConnectsTests
{
    private readonly UnacceptedConnects connects = new();
    private double now = 100;
    private long timeouts;
    private long life = 7;

    [Fact]
    public void SeveralInOneMoment_AreNoSign()
    {
        Look(0);
        Look(0.05, newTimeouts: 5);
        Look(0.05, newTimeouts: 3);
        Look(0.15, newTimeouts: 1);
        Look(0.05);
        connects.AreASign.ShouldBeFalse("a queue that was full for a moment");
    }

    [Fact]
    public void AnotherOneLater_IsASignUntilSomethingComes()
    {
        Look(0.05, newTimeouts: 1);
        Look(0.5, newTimeouts: 1);
        connects.AreASign.ShouldBeTrue();
        life++;
        Look(0.05);
        connects.AreASign.ShouldBeFalse();
    }

    [Fact]
    public void SomethingCameInBetween_TheyBeginAnew()
    {
        Look(0.05, newTimeouts: 1);
        life++;
        Look(0.3);
        Look(0.05, newTimeouts: 1);
        connects.AreASign.ShouldBeFalse();
        Look(0.3, newTimeouts: 1);
        connects.AreASign.ShouldBeTrue();
    }

    [Fact]
    public void MoreThanASecondApart_EachIsTheFirst()
    {
        for (int i = 0; i < 5; i++)
        {
            Look(1.1, newTimeouts: 1);
            connects.AreASign.ShouldBeFalse();
        }
    }

    private void Look(double later, int newTimeouts = 0)
    {
        now += later;
        timeouts += newTimeouts;
        connects.Look(timeouts, life, (long)(now * 1e9));
    }
}
