namespace Holdfast.Simulation;

/// <summary>How one attempt of a client ended.</summary>
internal enum Fate
{
    Good,
    Shed,
    ShedFairShare,
    Late,
    Failed,

    /// <summary>Refused because no server is there.</summary>
    NoServer,
}
