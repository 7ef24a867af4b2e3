namespace Holdfast.DataPlane.Overload;

/// <summary>What the gateway does for its own sake; each step does what those before it do, too.</summary>
public enum PressureStep : byte
{
    None = 0,

    /// <summary>Nothing is refused. Where memory or descriptors press, clients that are between requests are let go after 2 s, as in all later steps.</summary>
    Noticed,

    /// <summary>No bodies of BEST_EFFORT and BULK requests are read any more.</summary>
    NoLesserBodies,

    /// <summary>BEST_EFFORT and BULK requests are refused.</summary>
    NoLesserRequests,

    /// <summary>Only CRITICAL requests are served, and no new clients are taken in.</summary>
    CriticalOnly,
}
