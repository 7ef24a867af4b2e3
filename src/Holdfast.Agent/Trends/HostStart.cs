namespace Holdfast.Agent.Trends;

/// <param name="StartedAt">When the kernel started.</param>
/// <param name="LastSeen">When the agent last wrote before that.</param>
/// <param name="IsUnasked">Nobody had told the agent to stop before.</param>
public sealed record HostStart(DateTimeOffset StartedAt, DateTimeOffset LastSeen, bool IsUnasked);
