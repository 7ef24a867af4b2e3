namespace Holdfast.DataPlane.Exchanges;

/// <summary>Why a request that failed may be given to a server again.</summary>
internal enum RetryKind : byte
{
    /// <summary>It may not.</summary>
    None = 0,

    /// <summary>Not a byte of it has left: no server has seen it.</summary>
    Unsent,

    /// <summary>A kept connection was closed just when it was used. The same server again, over a new one.</summary>
    KeptConnection,

    /// <summary>Its server is out, and it has nothing of an answer. Once, whatever the budget: such requests come all at once, and from no retry.</summary>
    Orphan,

    /// <summary>Its connection broke before an answer. Once, within the budget.</summary>
    Repeat,
}
