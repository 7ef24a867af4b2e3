namespace Holdfast.Configuration;

public sealed record ListenerConfig
{
    /// <summary>IP address and port, for example 0.0.0.0:8080 or [::]:8080.</summary>
    public required string Address { get; init; }

    /// <summary>Connections that may wait to be accepted, for each worker; the kernel caps it at net.core.somaxconn.</summary>
    public int Backlog { get; init; } = 4096;
}
