namespace Holdfast.Configuration;

public sealed record LimitsConfig
{
    /// <summary>Client connections at once; 0 computes it from the descriptor limit.</summary>
    public int MaximumClients { get; init; }

    /// <summary>
    /// Client connections at once from one address (of IPv6 one network of 64 bits); 0 means half of all, and none for loopback. Trusted
    /// proxies have no such bound.
    /// </summary>
    public int MaximumClientsPerAddress { get; init; }

    /// <summary>Largest request body, bytes; 0 means no bound. Bodies are streamed, never held.</summary>
    public long MaximumBody { get; init; }
}
