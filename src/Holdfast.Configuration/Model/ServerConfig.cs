namespace Holdfast.Configuration;

public sealed record ServerConfig
{
    /// <summary>IP address or name, and port: 10.0.0.11:8000, [fd00::1]:8000, app.internal:8000. A name with several addresses is several servers.</summary>
    public required string Address { get; init; }

    /// <summary>Share relative to the pool's other servers, 0-1000; 0 takes no new requests.</summary>
    public int Weight { get; init; } = 100;

    /// <summary>Name in metrics and logs; by default the address. Of several servers behind one host name, each is called NAME/ADDRESS.</summary>
    public string? Name { get; init; }
}
