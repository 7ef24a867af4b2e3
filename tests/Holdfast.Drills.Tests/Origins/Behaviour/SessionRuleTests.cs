namespace Holdfast.Drills;

public class SessionRuleTests
{
    private static readonly SessionRule Twenty = new(20, DeathRatio: 1.5, SlowRatio: 1);

    [Theory]
    [InlineData(20, 1)]
    [InlineData(25, 5.5)]
    [InlineData(30, 10)]
    [InlineData(40, 10)]
    public void Slowdown_BeginsAboveTheGoodCount(int sessions, double expected) => Twenty.Slowdown(sessions).ShouldBe(expected, 1e-9);

    [Fact]
    public void Death_ComesAboveItsRatio()
    {
        Twenty.IsDeadly(30).ShouldBeFalse();
        Twenty.IsDeadly(31).ShouldBeTrue();
    }

    [Fact]
    public void UnlimitedSessions_NeitherSlowNorKill()
    {
        SessionRule rule = new OriginBehaviour().SessionRule;
        rule.Slowdown(1_000_000).ShouldBe(1);
        rule.IsDeadly(1_000_000).ShouldBeFalse();
    }

    [Fact]
    public void DeathBeforeSlowness_IsJustSlow() => new SessionRule(20, DeathRatio: 1, SlowRatio: 1).Slowdown(21).ShouldBe(SessionRule.SlownessAtDeath);
}
