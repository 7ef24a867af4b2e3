using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Running;

/// <summary>The way to the gateway.</summary>
internal interface IReportLink
{
    LinkAnswer Post(AgentReport report);
}
