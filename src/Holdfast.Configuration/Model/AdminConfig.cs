namespace Holdfast.Configuration;

public sealed record AdminConfig
{
    /// <summary>Address of the HTTP API; loopback by default. Any other address demands tokens.</summary>
    public string Address { get; init; } = "127.0.0.1:9900";

    public bool Enabled { get; init; } = true;

    /// <summary>Host names that requests may carry besides the address itself and localhost (protects against DNS rebinding).</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public IReadOnlyList<TokenConfig> Tokens { get; init; } = [];
}
