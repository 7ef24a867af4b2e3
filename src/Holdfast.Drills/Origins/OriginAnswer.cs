namespace Holdfast.Drills;

/// <summary>What an origin answers to one request. Made by <see cref="OriginPaths"/>, written by <see cref="OriginResponse"/>.</summary>
internal sealed record OriginAnswer
{
    public int Status { get; init; } = 200;

    /// <summary>The body when it is a text; null when it is <see cref="PatternBytes"/> of the pattern.</summary>
    public byte[]? Text { get; init; }

    public long PatternBytes { get; init; }

    public bool Chunked { get; init; }

    /// <summary>Before the head is sent.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Between two pieces of the body; zero sends as fast as the client takes it.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Body bytes sent at once.</summary>
    public int PieceBytes { get; init; } = OriginResponse.PieceBytesMaximum;

    /// <summary>The body is announced whole, but the connection is reset after this many bytes of it; -1 sends all.</summary>
    public long ResetAfterBytes { get; init; } = -1;

    public bool Close { get; init; }

    public long BodyBytes => Text?.Length ?? PatternBytes;
}
