namespace Holdfast.Drills;

public class MemoryRuleTests
{
    [Fact]
    public void TheLimitItself_IsSurvived()
    {
        MemoryRule rule = new(1 << 20, 512 << 20);
        rule.IsDeadly(512).ShouldBeFalse();
        rule.IsDeadly(513).ShouldBeTrue();
    }

    [Fact]
    public void RequestsWithoutMemory_NeverKill() => new MemoryRule(0, 0).IsDeadly(int.MaxValue).ShouldBeFalse();
}
