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
    public void DeclarationOfARelapse_IsNotHeldUpByTheSuspicionBeforeIt()
    {
        clock.ShouldSay(100, 1, DetectionState.Declared);
        clock.ShouldSay(160, 1, DetectionState.Normal);
        clock.ShouldSay(220, 1, DetectionState.Suspected).ShouldBeTrue();
        clock.ShouldSay(225, 1, DetectionState.Declared).ShouldBeTrue();
    }

    [Fact]
    public void DeclarationOfARelapse_IsNotHeldUpByTheEndBeforeIt()
    {
        clock.ShouldSay(100, 1, DetectionState.Declared);
        clock.ShouldSay(160, 1, DetectionState.Normal);
        clock.ShouldSay(165, 1, DetectionState.Suspected).ShouldBeFalse();
        clock.ShouldSay(167, 1, DetectionState.Declared).ShouldBeTrue();
    }

    [Fact]
    public void OtherTrouble_IsDeclaredAtOnce_HoweverSoonAfterAnother()
    {
        clock.ShouldSay(100, 1, DetectionState.Declared);
        clock.ShouldSay(130, 1, DetectionState.Normal);
        clock.ShouldSay(131, 2, DetectionState.Suspected).ShouldBeTrue();
        clock.ShouldSay(132, 2, DetectionState.Declared).ShouldBeTrue();
    }

    [Theory]
    [InlineData(DetectionState.Normal)]
    [InlineData(DetectionState.Suspected)]
    public void RelapsesEverySecond_AreDeclaredEveryHalfMinuteAtMost(DetectionState between)
    {
        List<(int Second, DetectionState State)> said = [];
        for (int second = 0; second < 300; second++)
        {
            DetectionState state = second % 2 == 0 ? DetectionState.Declared : between;
            if (clock.ShouldSay(second, 1, state))
            {
                said.Add((second, state));
            }
        }

        // Ten half minutes: one declaration and one other word in each.
        said.Count(static one => one.State == DetectionState.Declared).ShouldBeInRange(2, 10);
        said.Count.ShouldBeInRange(4, 20);
    }

    [Fact]
    public void EndThatCameTooSoon_IsSaidLater()
    {
        clock.ShouldSay(100, 1, DetectionState.Declared);
        clock.ShouldSay(110, 1, DetectionState.Normal).ShouldBeFalse();
        clock.ShouldSay(130, 1, DetectionState.Normal).ShouldBeTrue();
    }
}
