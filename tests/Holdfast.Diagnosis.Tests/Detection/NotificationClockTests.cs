namespace Holdfast.Diagnosis.Tests.Detection;

public class NotificationClockTests
{
    private readonly NotificationClock clock = new();

    [Fact]
    public void NewTrouble_IsSaidAtOnce() => clock.ShouldSay(100, 1, DetectionState.Suspected).ShouldBeTrue();

    [Fact]
    public void FirstDeclaration_IsNotHeldUpByTheSuspicionBeforeIt()
    {
        clock.ShouldSay(100, 1, DetectionState.Suspected);
        clock.ShouldSay(103, 1, DetectionState.Declared).ShouldBeTrue();
    }

    [Fact]
    public void SameState_IsSaidOnce()
    {
        clock.ShouldSay(100, 1, DetectionState.Declared);
        clock.ShouldSay(500, 1, DetectionState.Declared).ShouldBeFalse();
    }

    [Fact]
    public void RelapsesEverySecond_AreSaidEveryHalfMinuteAtMost()
    {
        int said = 0;
        for (int second = 0; second < 300; second++)
        {
            said += clock.ShouldSay(second, 1, second % 2 == 0 ? DetectionState.Declared : DetectionState.Normal) ? 1 : 0;
        }

        said.ShouldBeInRange(2, 11);
    }

    [Fact]
    public void EndThatCameTooSoon_IsSaidLater()
    {
        clock.ShouldSay(100, 1, DetectionState.Declared);
        clock.ShouldSay(110, 1, DetectionState.Normal).ShouldBeFalse();
        clock.ShouldSay(130, 1, DetectionState.Normal).ShouldBeTrue();
    }
}
