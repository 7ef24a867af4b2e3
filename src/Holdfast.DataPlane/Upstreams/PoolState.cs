namespace Holdfast.DataPlane.Upstreams;

/// <summary>One worker's view of one pool of the adopted snapshot: its balancer and its counts.</summary>
internal sealed class PoolState
{
    public PoolState(PoolSnapshot snapshot, IBalancer balancer, PoolSamples samples)
    {
        Snapshot = snapshot;
        Samples = samples;
        Balancer = balancer;
    }

    public PoolSnapshot Snapshot { get; }

    public IBalancer Balancer { get; }

    /// <summary>This worker's counts for the control loop.</summary>
    public PoolSamples Samples { get; }

    /// <summary>Where <see cref="FreeSlot"/> begins to look for one with room: it goes round in large pools. The worker's.</summary>
    public int LookFrom { get; set; }

    /// <summary>The available server with the sticky token, or null. Pools are small, so a walk is quicker than a table.</summary>
    public ServerState? FindByToken(ReadOnlySpan<byte> token)
    {
        foreach (ServerState server in Snapshot.Servers)
        {
            if (System.Text.Ascii.Equals(token, server.Token))
            {
                return server.Available ? server : null;
            }
        }

        return null;
    }
}
