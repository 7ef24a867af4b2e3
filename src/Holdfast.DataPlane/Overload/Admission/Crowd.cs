namespace Holdfast.DataPlane.Overload;

/// <summary>Whether everybody who asks a pool could wait at once. Closed.</summary>
internal enum Crowd : byte
{
    /// <summary>What the pool can serve is not known well enough to refuse anybody for it.</summary>
    Unknown = 0,

    /// <summary>Were nobody refused, nobody would wait for long.</summary>
    Fits,

    /// <summary>Some have to be refused, or all wait for too long.</summary>
    TooLarge,
}
