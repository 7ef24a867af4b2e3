using Holdfast.Foundation;

namespace Holdfast.Networking.Simulated;

/// <summary>
/// A network in memory and in virtual time, for tests and simulations: every run repeats exactly from its seed. Faults are set per
/// server address. One thread, except for <see cref="IEventLoop.Wake"/>. Next on the path: <see cref="SimulatedLoop"/>.
/// </summary>
public sealed class SimulatedNetwork(VirtualClock clock, SeededRandom random) : INetwork
{
    // Where Linux starts to hand out ports by default (ip_local_port_range).
    private const ushort FirstEphemeralPort = 32768;

    private readonly PriorityQueue<Action, (long Due, long Order)> arrivals = new();
    private readonly Dictionary<NetworkAddress, List<SimulatedListener>> listeners = [];
    private readonly Dictionary<NetworkAddress, SimulatedFaults> faults = [];
    private readonly Dictionary<int, SimulatedSocket> descriptors = [];
    private readonly PriorityQueue<int, int> freeDescriptors = new();
    // 0 to 2 are the standard streams, as in a process.
    private int nextDescriptor = 3;
    private ushort nextPort = FirstEphemeralPort;
    private long order;

    public SimulatedNetwork()
        : this(new VirtualClock(), new SeededRandom(1))
    {
    }

    public VirtualClock Clock => clock;

    /// <summary>Most descriptors open at once; past it Accept and Connect answer TooManyDescriptors.</summary>
    public int DescriptorLimit { get; set; } = 1 << 20;

    /// <summary>Descriptors open now, in all loops and in nobody's hands.</summary>
    public int OpenCount => descriptors.Count;

    internal bool IsFull => descriptors.Count >= DescriptorLimit;

    /// <summary>The faults on the way to a server; none until they are set on what this returns.</summary>
    public SimulatedFaults FaultsOf(in NetworkAddress address)
    {
        if (!faults.TryGetValue(address, out SimulatedFaults? found))
        {
            faults[address] = found = new SimulatedFaults();
        }

        return found;
    }

    public IoResult Listen(in NetworkAddress address, int backlogConnections, out int descriptor, out NetworkAddress bound)
    {
        descriptor = -1;
        bound = default;
        if (BelongsToNobody(address))
        {
            return new IoResult(IoStatus.AddressNotAvailable, 0, Linux.Errno.AddressNotAvailable);
        }

        bound = address.Port == 0 ? address with { Port = TakePort() } : address;
        var listener = new SimulatedListener(this, bound, backlogConnections);
        if (!listeners.TryGetValue(bound, out List<SimulatedListener>? sharing))
        {
            listeners[bound] = sharing = [];
        }

        sharing.Add(listener);
        descriptor = Register(listener);
        return new IoResult(IoStatus.Done, 0);
    }

    public IEventLoop CreateLoop() => new SimulatedLoop(this);

    public void CloseDescriptor(int descriptor) => Close(descriptor, abort: false);

    internal TSocket Socket<TSocket>(int descriptor)
        where TSocket : SimulatedSocket => (TSocket)descriptors[descriptor];

    /// <summary>As a kernel: the lowest free number, so that numbers are used again at once and stale ids are found out.</summary>
    internal int Register(SimulatedSocket socket)
    {
        if (!freeDescriptors.TryDequeue(out int descriptor, out _))
        {
            descriptor = nextDescriptor++;
        }

        descriptors[descriptor] = socket;
        return socket.Descriptor = descriptor;
    }

    internal void Close(int descriptor, bool abort)
    {
        if (descriptors.Remove(descriptor, out SimulatedSocket? socket))
        {
            freeDescriptors.Enqueue(descriptor, descriptor);
            socket.Descriptor = -1;
            socket.Close(abort);
        }
    }

    internal void Remove(SimulatedListener listener) => listeners[listener.Address].Remove(listener);

    /// <summary>Sends a handshake on its way; returns the client's descriptor.</summary>
    internal int Connect(in NetworkAddress address, in NetworkAddress source)
    {
        SimulatedFaults onTheWay = FaultsOf(address);
        NetworkAddress server = address;
        var client = new SimulatedConnection(this, onTheWay, isServer: false) { LocalAddress = (source == default ? NetworkAddress.FromIPv4(0x7F000001, 0) : source) with { Port = TakePort() } };
        if (!onTheWay.IgnoreConnects && !onTheWay.LoseEverything)
        {
            Schedule(clock.NowNanoseconds + onTheWay.LatencyNanoseconds, () => Arrive(client, server, onTheWay));
        }

        return Register(client);
    }

    internal void Schedule(long due, Action arrive) => arrivals.Enqueue(arrive, (due, order++));

    internal void DeliverDue()
    {
        while (arrivals.TryPeek(out Action? arrive, out (long Due, long Order) at) && at.Due <= clock.NowNanoseconds)
        {
            arrivals.Dequeue();
            arrive();
        }
    }

    /// <summary>False when nothing arrives until the deadline; the clock is then left where it was.</summary>
    internal bool AdvanceToNextArrival(long deadline)
    {
        if (!arrivals.TryPeek(out _, out (long Due, long Order) at) || at.Due > deadline)
        {
            return false;
        }

        clock.AdvanceTo(at.Due);
        return true;
    }

    // 192.0.2.0/24 is for documentation only (RFC 5737); every other address may be a server of the simulated fleet.
    private static bool BelongsToNobody(in NetworkAddress address) => address.IsIPv4 && address.IPv4 >> 8 == 0xC00002;

    private void Arrive(SimulatedConnection client, in NetworkAddress server, SimulatedFaults onTheWay)
    {
        SimulatedListener? listener = onTheWay.RefuseConnects ? null : FindListener(server);
        if (listener is null)
        {
            client.Refuse();
        }
        else if (!listener.IsFull)
        {
            listener.Queue(client.Answer());
        }
    }

    private SimulatedListener? FindListener(in NetworkAddress server)
    {
        NetworkAddress everyIPv4 = NetworkAddress.FromIPv4(0, server.Port);
        NetworkAddress everyAddress = new(0, 0, server.Port);
        foreach (NetworkAddress candidate in (ReadOnlySpan<NetworkAddress>)[server, everyIPv4, everyAddress])
        {
            if (listeners.TryGetValue(candidate, out List<SimulatedListener>? sharing) && sharing.Count > 0)
            {
                // SO_REUSEPORT spreads by a hash of the addresses, which for fresh ports is as good as random.
                return sharing[random.Next(sharing.Count)];
            }
        }

        return null;
    }

    private ushort TakePort()
    {
        ushort port = nextPort;
        nextPort = nextPort == ushort.MaxValue ? FirstEphemeralPort : (ushort)(nextPort + 1);
        return port;
    }
}
