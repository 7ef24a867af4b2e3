using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Running;

/// <param name="Answer">Null when the gateway is away or refuses.</param>
/// <param name="Problem">Why, for people.</param>
/// <param name="Interval">When it said itself how long to wait.</param>
internal sealed record LinkAnswer(AgentAnswer? Answer, string? Problem, TimeSpan? Interval = null);
