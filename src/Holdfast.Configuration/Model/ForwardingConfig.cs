namespace Holdfast.Configuration;

public sealed record ForwardingConfig
{
    public ForwardedStyle Style { get; init; } = ForwardedStyle.XForwarded;

    /// <summary>Addresses or networks (CIDR) whose forwarding headers are believed and extended; from all others they are replaced.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Adds X-Request-Id where a trusted proxy has not set one.</summary>
    public bool RequestId { get; init; } = true;

    /// <summary>Header in which trusted proxies say the class of a request; null for none. Off by default: a proxy that is trusted for
    /// addresses may pass on whatever else its clients wrote.</summary>
    public string? ClassHeader { get; init; }

    /// <summary>Header in which clients say how many milliseconds they wait; empty for none. They may only shorten, so anybody is believed.</summary>
    public string DeadlineHeader { get; init; } = "X-Request-Deadline";
}
