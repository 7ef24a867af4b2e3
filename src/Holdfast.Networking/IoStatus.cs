namespace Holdfast.Networking;

/// <summary>How a socket operation ended. Closed: every errno of Linux maps to one of these.</summary>
public enum IoStatus
{
    /// <summary>Bytes moved, a connection was accepted or established.</summary>
    Done = 0,

    /// <summary>Nothing now; a readiness event will follow.</summary>
    WouldBlock,

    /// <summary>A connect is under way; Writable or Failed will follow.</summary>
    InProgress,

    /// <summary>The peer closed its sending side in order (FIN).</summary>
    EndOfStream,

    /// <summary>The peer reset the connection, or it is already closed for sending (ECONNRESET, EPIPE, ECONNABORTED).</summary>
    Reset,

    /// <summary>Nobody listens at the address (ECONNREFUSED).</summary>
    Refused,

    /// <summary>The kernel gave up waiting for the peer (ETIMEDOUT).</summary>
    TimedOut,

    /// <summary>No route to the network or host (ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN).</summary>
    Unreachable,

    /// <summary>The process or the machine has no descriptor left (EMFILE, ENFILE).</summary>
    TooManyDescriptors,

    /// <summary>The kernel has no memory for it (ENOBUFS, ENOMEM), or no local port is left (EADDRNOTAVAIL on connect).</summary>
    NoResources,

    /// <summary>The address is already in use (EADDRINUSE).</summary>
    AddressInUse,

    /// <summary>Not allowed (EACCES, EPERM), for example a port below 1024.</summary>
    NotPermitted,

    /// <summary>The address does not belong to this machine (EADDRNOTAVAIL on bind).</summary>
    AddressNotAvailable,

    /// <summary>Anything else; the errno is in the result.</summary>
    Other,
}
