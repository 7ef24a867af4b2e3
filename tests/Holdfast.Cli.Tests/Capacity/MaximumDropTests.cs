namespace Holdfast.Cli.Tests;

public class MaximumDropTests
{
    private static readonly MaximumFile Last = new("p99<200ms", 1000, 950, 1050, false);

    [Theory]
    [InlineData(1000, false)]
    [InlineData(901, false)]
    [InlineData(900, true)]
    [InlineData(1200, false)]
    public void TenthLess_IsAFinding(double rate, bool isFinding) =>
        Of(Last with { Rate = rate, Low = rate * 0.95, High = rate * 1.05 }).IsFinding.ShouldBe(isFinding);

    [Fact]
    public void IntervalsThatOverlap_MayBeChance()
    {
        Of(Last with { Rate = 890, Low = 850, High = 960 }).MayBeChance.ShouldBeTrue();
        Of(Last with { Rate = 800, Low = 760, High = 840 }).MayBeChance.ShouldBeFalse();
        Of(Last with { Rate = 800, Low = 760, High = 840 }).Sentence(Last, Last with { Rate = 800 }).ShouldBe("800/s now, 1,000/s before: 20 % less");
    }

    [Fact]
    public void WhatCannotBeCompared_IsSaid()
    {
        Problem(Last with { Objective = "p99<500ms" }).ShouldContain("objectives differ");
        Problem(Last with { Rate = 800, IsLowerBound = true }).ShouldContain("limited by its generator");
        MaximumFile.Read("{}", out string? problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain("--find-max --json FILE");
        MaximumFile.Read("""{"end": "contradictory"}""", out problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain("quiet machine");
        MaximumFile.Read("""{"end": "found", "objective": "p99<200ms", "ratePerSecond": 1000, "lowPerSecond": 950, "highPerSecond": 1050}""", out _).ShouldBe(Last);
    }

    private static MaximumDrop Of(MaximumFile now) => MaximumDrop.Of(Last, now, 0.1, out _).ShouldNotBeNull();

    private static string Problem(MaximumFile now)
    {
        MaximumDrop.Of(Last, now, 0.1, out string? problem).ShouldBeNull();
        return problem.ShouldNotBeNull();
    }
}
