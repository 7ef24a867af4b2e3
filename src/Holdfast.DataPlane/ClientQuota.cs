using Holdfast.Foundation;

namespace Holdfast.DataPlane;

/// <summary>
/// How many clients the gateway takes, over all workers and from one address. Any thread; touched once when a client comes and once when
/// it goes. Next: <see cref="AddressCounts"/>.
/// </summary>
public sealed class ClientQuota
{
    private readonly AddressCounts addresses = new();
    private int count;

    /// <param name="maximum">Of all addresses together.</param>
    /// <param name="maximumPerAddress">0: half of the maximum, and no bound for loopback.</param>
    public ClientQuota(int maximum, int maximumPerAddress = 0)
    {
        Maximum = maximum;
        MaximumPerAddress = maximumPerAddress;
    }

    public int Maximum { get; set; }

    public int MaximumPerAddress { get; set; }

    public int Count => Volatile.Read(ref count);

    /// <param name="isTrusted">A trusted proxy brings the clients of many addresses, so it has no bound of its own.</param>
    public ClientAdmission TryEnter(in NetworkAddress peer, bool isTrusted)
    {
        // Every client is counted, so that a bound which a reload brings holds for those that are here already. The address goes first: for whom it has no
        // place nobody else need go.
        if (!isTrusted && addresses.Add(peer) > BoundFor(peer))
        {
            addresses.Remove(peer);
            return ClientAdmission.TooManyOfOneAddress;
        }

        if (Interlocked.Increment(ref count) > Maximum)
        {
            Leave(peer, isTrusted);
            return ClientAdmission.TooMany;
        }

        return ClientAdmission.Taken;
    }

    /// <summary>Takes a client whatever the limits say.</summary>
    public void Enter(in NetworkAddress peer, bool isTrusted)
    {
        Interlocked.Increment(ref count);
        if (!isTrusted)
        {
            addresses.Add(peer);
        }
    }

    public void Leave(in NetworkAddress peer, bool isTrusted)
    {
        Interlocked.Decrement(ref count);
        if (!isTrusted)
        {
            addresses.Remove(peer);
        }
    }

    /// <summary>
    /// Clients that fit a descriptor limit: each may need a connection to a server as well, and 256 are kept for listeners, logs, the
    /// store, the admin side and probes.
    /// </summary>
    public static int FromDescriptorLimit(int descriptors) => Math.Max(16, (descriptors - 256) / 2);

    /// <summary>
    /// Without a number from the operator: half, because behind a company's or a mobile operator's one address there may be a crowd, and
    /// yet whoever opens connections from one machine must leave room for the rest.
    /// </summary>
    private int BoundFor(in NetworkAddress peer)
    {
        if (MaximumPerAddress > 0)
        {
            return MaximumPerAddress;
        }

        return peer.IsIPv4 && peer.IPv4 >> 24 == 127 || peer is { High: 0, Low: 1 } ? int.MaxValue : Math.Max(1, Maximum / 2);
    }
}
