namespace Holdfast.DataPlane.Snapshots;

/// <summary>A snapshot's servers by pool and name, for those who ask for many of them, such as metrics. Immutable.</summary>
internal sealed class ServersByName
{
    private readonly Dictionary<(string Pool, string Server), ServerState> servers = [];

    public ServersByName(RoutingSnapshot snapshot)
    {
        Snapshot = snapshot;
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            foreach (ServerState server in pool.Servers)
            {
                // The first of a name, as people read a list.
                servers.TryAdd((pool.Name, server.Name), server);
            }
        }
    }

    private ServersByName()
    {
    }

    public static ServersByName None { get; } = new();

    private RoutingSnapshot? Snapshot { get; }

    /// <summary>This one, if it is the snapshot's.</summary>
    public ServersByName For(RoutingSnapshot snapshot) => snapshot == Snapshot ? this : new ServersByName(snapshot);

    public ServerState? Find(string pool, string server) => servers.GetValueOrDefault((pool, server));
}
