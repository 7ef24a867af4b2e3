namespace Holdfast.DataPlane.Overload.Restoration;

/// <summary>How fast a server that comes back is trusted again.</summary>
public enum RestorationPace : byte
{
    /// <summary>A tenth at once, all of it after 10 s: it may be cold, and its peers carry the load meanwhile.</summary>
    Gradual = 0,

    /// <summary>A tenth at once, twice as much each half second, all of it after 2 s: nobody else is there, or it was away for a moment only.</summary>
    Doubling,

    /// <summary>All of it: most of the pool stood still with it for a moment, and goes on as if nothing had been. Its limit says how much that is.</summary>
    AtOnce,
}
