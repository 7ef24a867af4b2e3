namespace Holdfast.Drills;

/// <summary>What a client asks of an origin.</summary>
internal enum RequestKind
{
    Work = 0,
    Health,

    /// <summary>An answer that is held back: a session.</summary>
    LongPoll,

    WebSocket,

    /// <summary>The path that kills.</summary>
    Poison,
}
