namespace Holdfast.Agent.Fleet;

/// <summary>What the gateway finds beside the agents' own findings, one line each.</summary>
internal static class FleetRules
{
    public static IReadOnlyList<IFleetRule> All { get; } =
    [
        new OneMachine(),
        new AgentSilent(),
    ];
}
