namespace Holdfast.Configuration;

public sealed record BalanceConfig
{
    public BalancePolicy Policy { get; init; } = BalancePolicy.LeastRequests;

    /// <summary>For consistent-hash: what is hashed.</summary>
    public HashSource HashOn { get; init; } = HashSource.ClientAddress;

    /// <summary>For consistent-hash on header or cookie: its name.</summary>
    public string? HashName { get; init; }
}
