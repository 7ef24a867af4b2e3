namespace Holdfast.Networking;

/// <summary>What an event loop reports about a socket. Edge-triggered: reported once, until the socket was drained.</summary>
[Flags]
public enum Readiness
{
    None = 0,

    /// <summary>Receive or Accept may make progress.</summary>
    Readable = 1,

    /// <summary>Send may make progress, or a connect has finished.</summary>
    Writable = 2,

    /// <summary>The peer sent FIN. Bytes may still be waiting to be received.</summary>
    PeerClosed = 4,

    /// <summary>The socket is in error or fully closed.</summary>
    Failed = 8,
}
