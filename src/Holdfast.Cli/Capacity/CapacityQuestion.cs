using Holdfast.Drills;

namespace Holdfast.Cli;

/// <summary>What `holdfast capacity` is asked. Loads in requests per second, shares from 0 to 1.</summary>
internal sealed record CapacityQuestion(double? Projected, double GrowthPerMonth, int? Servers, double Headroom, bool OneMayFail, ulong Seed, bool Json)
{
    /// <summary>Null when no load was named.</summary>
    public CapacityPlan? PlanFor(ScalabilityEstimate estimate) =>
        Projected is { } load ? new CapacityPlan(estimate.MaximumThroughput, estimate.Maximum, load, GrowthPerMonth, Headroom, OneMayFail) : null;
}
