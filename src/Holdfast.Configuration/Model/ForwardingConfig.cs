namespace Holdfast.Configuration;

public sealed record ForwardingConfig
{
    public ForwardedStyle Style { get; init; } = ForwardedStyle.XForwarded;

    /// <summary>Addresses or networks (CIDR) whose forwarding headers are believed and extended; from all others they are replaced.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Adds X-Request-Id where a trusted proxy has not set one.</summary>
    public bool RequestId { get; init; } = true;
}
