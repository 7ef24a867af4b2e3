namespace Holdfast.Drills.Reports;

/// <summary>What a run says.</summary>
public enum DrillOutcome
{
    /// <summary>Everything that was expected held.</summary>
    Passed = 0,

    Failed,

    /// <summary>The load generator was the limit: what was measured is not known to be the gateway's. Or the run is not the outage that it was to be.</summary>
    Inconclusive,
}
