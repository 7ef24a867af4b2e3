namespace Holdfast.Incidents.Replay;

internal enum ReplayFaultKind
{
    None = 0,

    /// <summary>It refused connections or reset them, and answered nothing.</summary>
    Dead,

    /// <summary>It took requests and did not answer.</summary>
    Silent,

    /// <summary>It answered several times slower than it used to and than the others.</summary>
    Slow,

    /// <summary>It answered with errors.</summary>
    Failing,

    /// <summary>It was well, and a change had sent its requests where nobody listened.</summary>
    Unreachable,
}
