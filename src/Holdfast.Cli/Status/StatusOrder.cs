using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>What is in trouble first, then what has most to do, then by name: the top of a small terminal shows what matters.</summary>
internal static class StatusOrder
{
    public static bool IsShedding(PoolReport pool) => pool.Shed.Any(one => one.PerSecond > 0 && one.IsForWantOfCapacity());

    public static IEnumerable<PoolReport> Of(IReadOnlyList<PoolReport> pools) => pools
        .OrderByDescending(pool => IsShedding(pool))
        .ThenByDescending(pool => pool.Servers.Any(server => server.Health != "healthy"))
        .ThenByDescending(pool => pool.Protection == "off")
        .ThenByDescending(pool => pool.OfferedPerSecond ?? pool.AnsweredPerSecond)
        .ThenBy(pool => pool.Name, StringComparer.Ordinal);

    public static IEnumerable<ServerReport> Of(IReadOnlyList<ServerReport> servers) => servers
        .OrderByDescending(server => server.Health != "healthy")
        .ThenByDescending(server => server.RestoredShare < 1)
        .ThenByDescending(server => server.Limit is { } limit ? server.InFlight / (double)limit : server.InFlight)
        .ThenBy(server => server.Name, StringComparer.Ordinal);
}
