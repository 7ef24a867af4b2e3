namespace Holdfast.DataPlane.Tests.Overload;

public sealed class DispatchRuleTests
{
    [Fact]
    public void AfterTheDeadline_IsTooLate()
    {
        DispatchRule.IsTooLate(5, 5).ShouldBeFalse();
        DispatchRule.IsTooLate(6, 5).ShouldBeTrue();
    }

    [Fact]
    public void OneOfSixteen_IsACanary() =>
        Enumerable.Range(0, 256).Count(high => DispatchRule.IsCanary(((ulong)high << 56) | 0xFF)).ShouldBe(16);
}
