using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Snapshots;

/// <summary>What a pool's servers have now. Any thread; costs the workers nothing.</summary>
internal static class LevelsReader
{
    public static PoolLevels Read(PoolSnapshot pool)
    {
        ServerLevels[] servers = new ServerLevels[pool.Servers.Length];
        for (int index = 0; index < servers.Length; index++)
        {
            ServerState server = pool.Servers[index];
            int limit = server.Limit;
            servers[index] = new ServerLevels(
                server.Name,
                server.InFlight,
                limit == ServerState.Unlimited ? 0 : limit,
                server.Draining ? 0 : server.Weight,
                server.Connections,
                server.MaximumConnections,
                // One that an operator drains is as well as one of weight 0, and nobody is to look for what took it out.
                server.IsHealthy,
                server.IsHealthy ? null : ReasonOf(pool.Health.Servers[index]),
                server.Places.Held,
                server.Places.Maximum);
        }

        return new PoolLevels(pool.Name, servers, pool.IsProtected ? OverloadReader.ReadClients(pool) : [])
        {
            RoutePlaces = pool.IsProtected && pool.Gate.Bulkheads.Length > 0 ? [.. pool.Gate.Bulkheads.Select(PlacesOf)] : [],
        };
    }

    private static (string Route, int Places) PlacesOf(Bulkhead bulkhead) => (bulkhead.Route, bulkhead.Places == int.MaxValue ? 0 : bulkhead.Places);

    private static string ReasonOf(ServerHealth health) =>
        health.Reason != EjectionReason.None ? EjectionReasons.TextOf(health.Reason) : "it was judged to be down";
}
