using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Running;

/// <summary>The way to the gateway.</summary>
internal interface IReportLink
{
    LinkAnswer Post(AgentReport report);
}

/// <param name="Answer">Null when the gateway is away or refuses.</param>
/// <param name="Problem">Why, for people.</param>
/// <param name="Interval">When it said itself how long to wait.</param>
internal sealed record LinkAnswer(AgentAnswer? Answer, string? Problem, TimeSpan? Interval = null);
