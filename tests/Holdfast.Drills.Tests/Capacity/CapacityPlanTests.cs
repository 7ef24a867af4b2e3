namespace Holdfast.Drills;

public sealed class CapacityPlanTests
{
    private static readonly CapacityPlan Plan = new(1000, new Interval(900, 1100), 1200, 0.15, 0.3, false);

    [Fact]
    public void Servers_AreEnoughForTheLoadWithTheHeadroom()
    {
        Plan.UsablePerServer.ShouldBe(700, 1e-9);
        Plan.ServersFor(1200).ShouldBe(2);
        Plan.ServersFor(1400).ShouldBe(2);
        Plan.ServersFor(1401).ShouldBe(3);
        Plan.ServersRangeFor(1300).ShouldBe((2, 3));
    }

    [Fact]
    public void OneThatMayFail_IsOneMore()
    {
        CapacityPlan plan = Plan with { OneMayFail = true };
        plan.ServersFor(1200).ShouldBe(3);
        plan.CarriedBy(3).ShouldBe(1400, 1e-9);
        plan.CarriedBy(1).ShouldBe(0);
    }

    [Fact]
    public void MonthsUntilFull_AreThoseOfCompoundGrowth()
    {
        double months = Plan.MonthsUntilFull(4)!.Value;
        Plan.LoadAfter(months).ShouldBe(2800, 1e-6);
        (double? earliest, double? latest) = Plan.MonthsRangeUntilFull(4);
        earliest!.Value.ShouldBeLessThan(months);
        latest!.Value.ShouldBeGreaterThan(months);
        CapacityPlan.DateAfter(new DateTimeOffset(2030, 1, 31, 0, 0, 0, TimeSpan.Zero), 12).ShouldBe(new DateOnly(2031, 1, 31));
    }

    [Fact]
    public void FullAlready_IsZeroMonths() => Plan.MonthsUntilFull(1).ShouldBe(0);

    [Fact]
    public void NoGrowthOrTooFarAway_IsNotForeseeable()
    {
        (Plan with { GrowthPerMonth = 0 }).MonthsUntilFull(4).ShouldBeNull();
        (Plan with { GrowthPerMonth = -0.05 }).MonthsUntilFull(4).ShouldBeNull();
        (Plan with { GrowthPerMonth = 0.001 }).MonthsUntilFull(4).ShouldBeNull();
    }
}
