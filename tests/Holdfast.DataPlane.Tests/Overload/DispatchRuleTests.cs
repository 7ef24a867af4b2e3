namespace Holdfast.DataPlane.Tests.Overload;

public sealed class DispatchRuleTests
{
    [Fact]
    public void AfterTheDeadline_IsTooLate()
    {
        DispatchRule.IsTooLate(5, 5).ShouldBeFalse();
        DispatchRule.IsTooLate(6, 5).ShouldBeTrue();
    }
}
