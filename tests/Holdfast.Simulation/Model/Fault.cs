namespace Holdfast.Simulation;

/// <summary>How a server fails a request at once.</summary>
internal enum Fault
{
    None,

    /// <summary>It answers with an error.</summary>
    Error,

    /// <summary>It breaks the connection without an answer.</summary>
    Reset,

    /// <summary>Nobody is there: the connection is refused, and nothing is sent.</summary>
    Refused,
}
