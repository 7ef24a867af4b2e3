namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// Counts changes of weight and availability, so that a balancer rebuilds its list of servers only when something changed instead of
/// asking every server at every pick. One per gateway, shared by all servers of all pools and kept over reloads. Any thread.
/// </summary>
public sealed class ServerChanges
{
    private int version;

    /// <summary>Read it before the servers' states: a change in between is then seen at the next comparison.</summary>
    public int Version => Volatile.Read(ref version);

    internal void Note() => Interlocked.Increment(ref version);
}
