namespace Holdfast.Drills.Load;

/// <summary>Why there was no answer that counts. Shed (429, 503) is not a failure: it was refused on purpose.</summary>
public enum FailureReason
{
    /// <summary>A status of 500 and above but 503.</summary>
    ServerError = 0,

    /// <summary>Any other status that is not 2xx: a redirect, a path that does not exist.</summary>
    UnexpectedStatus,

    /// <summary>Nobody listens.</summary>
    ConnectRefused,

    /// <summary>The connect got no answer within the client's patience.</summary>
    ConnectTimeout,

    /// <summary>No way to the address.</summary>
    Unreachable,

    /// <summary>The connection was cut before the answer was whole.</summary>
    Reset,

    /// <summary>Connected and sent, but no whole answer within the client's patience.</summary>
    Timeout,

    /// <summary>What came is not HTTP.</summary>
    Malformed,
}
