namespace Holdfast.Drills.Scenarios;

/// <summary>How --quick shrinks the run: all times of the time line by one factor, so that the shape stays.</summary>
public sealed record QuickPlan
{
    /// <summary>Percent of the full length.</summary>
    public int TimePercent { get; init; } = 40;
}
