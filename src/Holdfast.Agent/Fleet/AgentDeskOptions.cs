using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Agent.Fleet;

public sealed record AgentDeskOptions
{
    public required IClock Clock { get; init; }

    /// <summary>With what agents hash ids of machines. A new one with each start: nobody can follow a machine by it.</summary>
    public required string Seed { get; init; }

    /// <summary>Where a finding that comes or goes is written.</summary>
    public required ChangeLog Changes { get; init; }

    /// <summary>The servers of all pools now.</summary>
    public required Func<IReadOnlyList<FleetServer>> Servers { get; init; }

    /// <summary>Of the gateway's own machine: its loopback servers are on the host with the same one.</summary>
    public string? OwnBootId { get; init; }
}
