namespace Holdfast.Incidents.Drills;

/// <summary>What a run of a drill said. The names are written into the ledger: none is ever renamed or removed.</summary>
public enum DrillResult
{
    /// <summary>Everything that was expected held.</summary>
    Passed = 0,

    Failed,

    /// <summary>The figures may not be trusted: it proves nothing in either direction.</summary>
    Inconclusive,
}
