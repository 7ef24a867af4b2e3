namespace Holdfast.Incidents.Escalation;

/// <summary>One way to tell somebody.</summary>
public sealed record ChannelConfig
{
    public required string Name { get; init; }

    public required ChannelType Type { get; init; }

    /// <summary>Of a webhook: what its body looks like, such as slack.</summary>
    public string Shape { get; init; } = "json";

    public string? Url { get; init; }

    /// <summary>Of PagerDuty.</summary>
    public string? RoutingKey { get; init; }

    /// <summary>Of mail: host and port.</summary>
    public string? Server { get; init; }

    public string? From { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string> Run { get; init; } = [];

    /// <summary>Name of the channel that is used when this one does not work.</summary>
    public string? Fallback { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
