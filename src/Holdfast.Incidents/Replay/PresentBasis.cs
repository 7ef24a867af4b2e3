namespace Holdfast.Incidents.Replay;

/// <summary>Where the configuration that a drill calls new comes from.</summary>
internal enum PresentBasis
{
    /// <summary>In force when the page is written.</summary>
    InForce = 0,

    /// <summary>The text in force is the one of that day.</summary>
    SameText,

    /// <summary>The one in force has no such pool any more; the one of that day stands in for it.</summary>
    NoPool,

    /// <summary>None of that day's servers is left in the pool: what befell them would befall nobody. As above.</summary>
    NoServerLeft,

    /// <summary>It would be more servers than a drill has. As above.</summary>
    TooManyServers,
}
