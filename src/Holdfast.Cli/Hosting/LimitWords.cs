using Holdfast.Admin;
using Holdfast.DataPlane.Overload;
using Holdfast.DataPlane.Snapshots;

namespace Holdfast.Cli;

/// <summary>The data plane's answer to an operator's word about a limit, in words.</summary>
internal static class LimitWords
{
    private const int NamesMaximum = 8;

    public static LimitOutcome Of(LimitOverrideResult result, RoutingSnapshot snapshot, string pool, string server) => result switch
    {
        LimitOverrideResult.NoSuchPool => new(LimitOutcomeKind.NotFound, $"There is no pool '{pool}'. There are {Join([.. snapshot.Pools.Select(one => one.Name)])}."),
        LimitOverrideResult.NoSuchServer => new(LimitOutcomeKind.NotFound, $"Pool '{pool}' has no server '{server}'. It has {Join(ServersOf(snapshot, pool))}."),
        LimitOverrideResult.ProtectionIsOff => new(LimitOutcomeKind.Conflict, $"Protection of pool '{pool}' is off: its servers have no limits."),
        LimitOverrideResult.AboveConnections => new(LimitOutcomeKind.Conflict, $"The limit must be below pools.{pool}.limits.connections: every request in flight needs a connection, and a probe needs one, too."),
        LimitOverrideResult.AboveMaximum => new(LimitOutcomeKind.Conflict, $"The limit must not be above pools.{pool}.limits.maximum. Raise that in the configuration first."),
        _ => new(LimitOutcomeKind.Applied, string.Empty),
    };

    private static string[] ServersOf(RoutingSnapshot snapshot, string pool) => [.. snapshot.Pools.First(one => one.Name == pool).Servers.Select(one => one.Name)];

    private static string Join(string[] names) => names.Length <= NamesMaximum
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesMaximum))} and {names.Length - NamesMaximum} more";
}
