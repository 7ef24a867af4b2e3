namespace Holdfast.DataPlane.Overload;

/// <summary>One of the few clients that ask a pool for most: for the status.</summary>
public sealed record TopClient
{
    /// <summary>Hash of the client, as in the queue.</summary>
    public required ulong Client { get; init; }

    /// <summary>What tells it apart, as <see cref="ClientName"/> has it; else its address, without port: as a trusted proxy says, or the one it came from.</summary>
    public required string Name { get; init; }

    public required double RequestsPerSecond { get; init; }

    /// <summary>What became of them.</summary>
    public ClientRates Rates { get; init; }

    /// <summary>Requests that wait or are at a server.</summary>
    public int Present { get; init; }

    /// <summary>Its part of the service time that is asked for, 0 to 1.</summary>
    public required double Share { get; init; }

    /// <summary>Servers' worth of requests that it asks for, and gets, at any moment.</summary>
    public required double Offered { get; init; }

    public required double Served { get; init; }

    /// <summary>It asks for more than twice its fair share while the pool is contended, and is shed before others of its class.</summary>
    public required bool IsOverShare { get; init; }

    /// <summary>It asks for much and on a beat, as no person does.</summary>
    public required bool LooksLikeABot { get; init; }
}
