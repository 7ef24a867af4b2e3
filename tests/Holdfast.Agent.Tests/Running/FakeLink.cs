using Holdfast.Agent.Reports;
using Holdfast.Agent.Running;

namespace Holdfast.Agent.Tests.Running;

/// <summary>A gateway that answers, or is away.</summary>
internal sealed class FakeLink(IClock clock) : IReportLink
{
    public const string Seed = "seed";

    public List<AgentReport> Reports { get; } = [];

    public bool IsAway { get; set; }

    public LinkAnswer Post(AgentReport report)
    {
        Reports.Add(report);
        return IsAway ? new(null, "refused") : new(new AgentAnswer { Seed = Seed, ReceivedAt = clock.UtcNow, AnsweredAt = clock.UtcNow, IntervalSeconds = 5, Ports = [8000] }, null);
    }
}
