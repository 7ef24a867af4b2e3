using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Fleet;

/// <summary>Something wrong that only the gateway can see, as it takes several hosts, or one that says nothing.</summary>
internal interface IFleetRule
{
    string Kind { get; }

    /// <param name="hosts">Those on the same machine, the one itself too.</param>
    IEnumerable<HostFinding> Look(HostState host, IReadOnlyCollection<HostState> hosts);
}
