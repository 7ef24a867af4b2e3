namespace Holdfast.Drills;

public enum TrialVerdict
{
    /// <summary>The objective was kept and the answers kept pace with the requests.</summary>
    Sustained,

    /// <summary>A threshold was missed.</summary>
    MissedObjective,

    /// <summary>Latency was still good, but fewer answers came than requests went: a queue was growing.</summary>
    FellBehind,

    /// <summary>The generator was the limit.</summary>
    ClientLimited,
}
