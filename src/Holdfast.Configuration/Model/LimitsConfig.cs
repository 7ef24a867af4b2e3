namespace Holdfast.Configuration;

public sealed record LimitsConfig
{
    /// <summary>Client connections at once; 0 computes it from the descriptor limit.</summary>
    public int MaximumClients { get; init; }

    /// <summary>Largest request body, bytes; 0 means no bound. Bodies are streamed, never held.</summary>
    public long MaximumBody { get; init; }
}
