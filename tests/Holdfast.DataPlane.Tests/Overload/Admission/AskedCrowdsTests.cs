namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class AskedCrowdsTests
{
    private readonly CrowdSize first = new();
    private readonly CrowdSize second = new();
    private readonly CrowdSize third = new();
    private AskedCrowds crowds;

    [Fact]
    public void OneCrowd_CountsOnceInAStretchOfTime()
    {
        crowds.IsFirstIn(7, first).ShouldBeTrue();
        crowds.IsFirstIn(7, first).ShouldBeFalse();
        crowds.IsFirstIn(8, first).ShouldBeTrue();
    }

    [Fact]
    public void TwoCrowdsInTurns_CountOnceEach()
    {
        // Their stretches of time have lengths of their own.
        crowds.IsFirstIn(7, first).ShouldBeTrue();
        crowds.IsFirstIn(3, second).ShouldBeTrue();
        crowds.IsFirstIn(7, first).ShouldBeFalse();
        crowds.IsFirstIn(3, second).ShouldBeFalse();
        crowds.IsFirstIn(4, second).ShouldBeTrue();
        crowds.IsFirstIn(7, first).ShouldBeFalse();
    }

    [Fact]
    public void ThreeInTurns_CountTooOftenRatherThanTooRarely()
    {
        crowds.IsFirstIn(7, first).ShouldBeTrue();
        crowds.IsFirstIn(7, second).ShouldBeTrue();
        crowds.IsFirstIn(7, third).ShouldBeTrue();
        crowds.IsFirstIn(7, first).ShouldBeTrue();
    }

    [Fact]
    public void NewConnection_HasAskedNowhere()
    {
        crowds.IsFirstIn(7, first);
        crowds.IsFirstIn(7, second);
        crowds.Forget();
        crowds.IsFirstIn(7, first).ShouldBeTrue();
        crowds.IsFirstIn(7, second).ShouldBeTrue();
    }
}
