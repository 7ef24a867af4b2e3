namespace Holdfast.Agent.Trends;

/// <param name="Before">When the process before it had started; null when the agent has not seen another.</param>
/// <param name="Restarts">Since the agent watches it.</param>
public sealed record ServerStart(int Pid, DateTimeOffset StartedAt, DateTimeOffset? Before, int Restarts);
