namespace Holdfast.Diagnosis.Tests.Detection;

public class HysteresisTests
{
    private const int Patience = 6;

    [Theory]
    [InlineData("1", false)]
    [InlineData("11", true)]
    [InlineData("101", true)]
    [InlineData("1001", false)]
    public void TwoOfThree_Fire(string seconds, bool active)
    {
        Hysteresis hysteresis = new();
        foreach (char second in seconds)
        {
            hysteresis.Update(second - '0', Patience);
        }

        hysteresis.IsActive.ShouldBe(active);
    }

    [Fact]
    public void ValueThatSwingsAboutTheThreshold_FiresOnceAndStays()
    {
        Hysteresis hysteresis = new();
        int changes = 0;
        for (int second = 0; second < 600; second++)
        {
            bool before = hysteresis.IsActive;
            hysteresis.Update(second % 7 < 3 ? 1.1 : 0.3, Patience);
            changes += before != hysteresis.IsActive ? 1 : 0;
        }

        changes.ShouldBe(1);
    }

    [Fact]
    public void SoManySecondsBelowHalf_Clear()
    {
        Hysteresis hysteresis = new();
        hysteresis.Update(1, Patience);
        hysteresis.Update(1, Patience);
        for (int second = 0; second < Patience - 1; second++)
        {
            hysteresis.Update(0.4, Patience);
        }

        hysteresis.IsActive.ShouldBeTrue();
        hysteresis.Update(0.4, Patience);
        hysteresis.IsActive.ShouldBeFalse();
    }
}
