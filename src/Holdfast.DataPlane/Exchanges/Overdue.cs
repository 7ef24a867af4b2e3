namespace Holdfast.DataPlane.Exchanges;

/// <summary>What an exchange has waited for too long.</summary>
internal enum Overdue : byte
{
    /// <summary>Nothing yet: the timer was set anew.</summary>
    Nothing,

    /// <summary>The exchange as a whole.</summary>
    Total,

    Connect,

    /// <summary>The server's answer to a request that it has whole.</summary>
    FirstByte,

    /// <summary>The client's body comes more slowly than the minimum rate.</summary>
    ClientBody,

    /// <summary>The client takes its answer more slowly than the minimum rate.</summary>
    ClientReading,

    /// <summary>The server neither goes on with its answer nor takes the rest of the request.</summary>
    ServerSilence,

    /// <summary>A tunnel is silent.</summary>
    Tunnel,
}
