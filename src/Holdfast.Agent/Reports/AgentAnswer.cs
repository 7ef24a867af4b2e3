namespace Holdfast.Agent.Reports;

/// <summary>What the gateway answers to a report.</summary>
public sealed record AgentAnswer
{
    /// <summary>To hash ids with, so that they mean nothing to anyone else.</summary>
    public required string Seed { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>How long to wait for the next one: the gateway's own budget over all agents.</summary>
    public double IntervalSeconds { get; init; }

    /// <summary>Ports of the servers that the gateway has on this host.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];
}
