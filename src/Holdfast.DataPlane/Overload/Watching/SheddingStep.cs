namespace Holdfast.DataPlane.Overload;

/// <summary>What a tick made of a <see cref="SheddingEpisode"/>.</summary>
internal enum SheddingStep : byte
{
    None = 0,

    /// <summary>It is on, and its first figures are settled.</summary>
    Began,

    Ended,
}
