namespace Holdfast.Cli.Tests.Drills.Stub;

/// <summary>How a gateway stub does its work.</summary>
internal enum StubManner
{
    /// <summary>No server gets more at once than it has places, others wait; a server that is gone is asked no more, and said to be the cause.</summary>
    Perfect,

    /// <summary>As perfect, but who finds no place is refused at once: right where people stay for long.</summary>
    PerfectForSessions,

    /// <summary>Everything goes to the first server, whatever becomes of it, and nothing is said.</summary>
    Broken,
}
