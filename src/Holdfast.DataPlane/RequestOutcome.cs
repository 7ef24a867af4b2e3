namespace Holdfast.DataPlane;

/// <summary>How an exchange ended. Closed; <see cref="OutcomeTable"/> has a row for each.</summary>
public enum RequestOutcome : byte
{
    /// <summary>A server's whole answer reached the client's connection.</summary>
    Answered = 0,

    /// <summary>The connection became a WebSocket tunnel, which has ended.</summary>
    Tunnelled,

    /// <summary>The request broke a rule of HTTP; the parser's reason decides the status.</summary>
    BadRequest,

    /// <summary>The head did not come in time.</summary>
    HeadTimeout,

    /// <summary>The client sent its body more slowly than the minimum rate.</summary>
    BodyTooSlow,

    /// <summary>The body is, or grew, larger than the route allows.</summary>
    BodyTooLarge,

    /// <summary>The path contains dot segments, which could reach past a route's rules.</summary>
    UnsafePath,

    /// <summary>No route matches.</summary>
    NoRoute,

    /// <summary>Every server of the pool is out.</summary>
    NoServer,

    /// <summary>The worker's buffers are all in use.</summary>
    OutOfBuffers,

    /// <summary>No connection to a server could be opened.</summary>
    ConnectFailed,

    /// <summary>No connection to a server could be opened in time.</summary>
    ConnectTimeout,

    /// <summary>The server closed or reset before it answered.</summary>
    ServerClosed,

    /// <summary>The server's answer broke a rule of HTTP.</summary>
    BadResponse,

    /// <summary>The server did not begin to answer in time.</summary>
    FirstByteTimeout,

    /// <summary>The exchange as a whole took too long.</summary>
    TotalTimeout,

    /// <summary>The server stopped in the middle of its answer; the client's connection is reset so that it knows.</summary>
    ResponseTruncated,

    /// <summary>The client went away before its answer was complete.</summary>
    ClientClosed,

    /// <summary>The client took the answer more slowly than the minimum rate.</summary>
    ClientTooSlow,

    /// <summary>In the middle of a message the server neither gave nor took anything for too long.</summary>
    ServerSilent,

    /// <summary>Refused on purpose: the pool has no capacity left for a request of this importance.</summary>
    ShedOverload,

    /// <summary>Refused on purpose: the pool is full and this client takes more than its fair share of it.</summary>
    ShedFairShare,

    /// <summary>Refused on purpose: it waited for a server as long as its class may.</summary>
    ShedWaited,

    /// <summary>Refused on purpose: over a rate limit that the operator wrote for the route.</summary>
    ShedRateLimit,

    /// <summary>Refused on purpose: its route holds its share of the pool, and others want the rest.</summary>
    ShedBulkhead,

    /// <summary>Refused on purpose: the gateway itself is short of memory, descriptors or time.</summary>
    ShedPressure,

    /// <summary>The time that the client gave its request is over, or would be before an answer.</summary>
    DeadlinePassed,

    /// <summary>Refused on purpose: it asked for a session, and every server has as many as it may have.</summary>
    ShedSessions,

    /// <summary>The session's server broke it off: a reset, or an end that nobody had asked for.</summary>
    SessionCut,
}
