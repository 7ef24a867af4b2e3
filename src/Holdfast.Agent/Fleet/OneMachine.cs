using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Fleet;

/// <summary>
/// Several servers of one pool run on one machine: one power supply, one kernel, one disk. Told by the kernel's boot id, which is the same in
/// all containers of a machine and only there; the installation's id is the same in copies of an image, and is not used for it.
/// </summary>
internal sealed class OneMachine : IFleetRule
{
    public string Kind => "one-machine";

    public IEnumerable<HostFinding> Look(HostState host, IReadOnlyCollection<HostState> hosts)
    {
        HostState[] same = [.. hosts.Where(other => IsSameMachine(host, other))];
        if (same.Length > 0 && !ReferenceEquals(same.MinBy(other => other.Name, StringComparer.Ordinal), host))
        {
            // Told once, by the first of the machine's hosts.
            yield break;
        }

        FleetServer[] here = [.. same.SelectMany(other => other.Servers).Distinct()];
        foreach (IGrouping<string, FleetServer> pool in here.GroupBy(server => server.Pool, StringComparer.Ordinal).Where(pool => pool.Count() > 1))
        {
            string names = string.Join(", ", pool.Select(server => server.Name).Order(StringComparer.Ordinal).Take(5));
            string more = pool.Count() > 5 ? $" and {pool.Count() - 5} more" : "";
            yield return new(Kind, $"pool {pool.Key}", $"servers {names}{more} of pool {pool.Key} run on one machine: they fail together", "count them as one when you plan for failures, or move all but one elsewhere");
        }
    }

    internal static bool IsSameMachine(HostState one, HostState other) =>
        ReferenceEquals(one, other) || (one.Report.Boot is { } boot && boot == other.Report.Boot && one.Report.Seed == other.Report.Seed);
}
