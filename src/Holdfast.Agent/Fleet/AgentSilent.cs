using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Fleet;

/// <summary>An agent reports no more and nobody stopped it. That says nothing of the servers beside it: their traffic says how they are.</summary>
internal sealed class AgentSilent : IFleetRule
{
    public string Kind => "agent-silent";

    public IEnumerable<HostFinding> Look(HostState host, IReadOnlyCollection<HostState> hosts)
    {
        if (host.IsSilent)
        {
            yield return new(Kind, "",
                $"its agent has not reported since {host.LastAt.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC; its servers are judged by their "
                + $"traffic as before", "start it again (holdfast agent), or find out why the host does not reach the admin address");
        }
    }
}
