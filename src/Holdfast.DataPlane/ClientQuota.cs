namespace Holdfast.DataPlane;

/// <summary>How many clients the gateway takes, over all workers. Any thread (atomic); touched once when a client comes and once when it goes.</summary>
public sealed class ClientQuota
{
    private int count;

    public ClientQuota(int maximum)
    {
        Maximum = maximum;
    }

    public int Maximum { get; set; }

    public int Count => Volatile.Read(ref count);

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref count) <= Maximum)
        {
            return true;
        }

        Interlocked.Decrement(ref count);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref count);

    /// <summary>
    /// Clients that fit a descriptor limit: each may need a connection to a server as well, and 256 are kept for listeners, logs, the
    /// store, the admin side and probes.
    /// </summary>
    public static int FromDescriptorLimit(int descriptors) => Math.Max(16, (descriptors - 256) / 2);
}
