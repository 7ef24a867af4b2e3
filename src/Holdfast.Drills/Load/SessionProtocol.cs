namespace Holdfast.Drills.Load;

/// <summary>How a user holds a session open.</summary>
public enum SessionProtocol
{
    /// <summary>GET path?for=30s, answered at the end.</summary>
    LongPoll,

    /// <summary>GET path with an upgrade; then a ping now and then, as terminals in browsers do.</summary>
    WebSocket,
}
