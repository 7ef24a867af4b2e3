namespace Holdfast.DataPlane.Upstreams;

/// <summary>What became of an operator's word that a server is to get nothing new. Closed.</summary>
public enum ServerDrainResult : byte
{
    /// <summary>It holds for the next request.</summary>
    Applied = 0,

    /// <summary>It was so already.</summary>
    Unchanged,

    NoSuchPool,

    NoSuchServer,

    /// <summary>No other server of the pool takes requests now: all of them would be refused.</summary>
    LastOne,
}
