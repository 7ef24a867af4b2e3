using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>
/// The listening sockets of all workers. Every worker has its own socket for each address (SO_REUSEPORT). A socket that is open is passed
/// on, never bound again: closing one resets the connections in its queue. Control plane; one caller at a time.
/// </summary>
internal sealed class ListenerSet
{
    private readonly INetwork network;
    private readonly IReadOnlyList<Worker> workers;
    private readonly Dictionary<NetworkAddress, NetworkAddress> boundByConfigured = [];

    public ListenerSet(INetwork network, IReadOnlyList<Worker> workers)
    {
        this.network = network;
        this.workers = workers;
    }

    /// <summary>Configured address to the one really bound (they differ when the port is 0).</summary>
    public IReadOnlyDictionary<NetworkAddress, NetworkAddress> Bound => boundByConfigured;

    /// <summary>Opens what is new, closes what is gone. Nothing changes when one of the new ones cannot be opened.</summary>
    public IReadOnlyList<ListenFailure> Apply(IReadOnlyList<ListenerConfig> configs, IReadOnlyList<InheritedListener> inherited)
    {
        List<ListenFailure> failures = [];
        List<(NetworkAddress Configured, NetworkAddress Bound, List<int> Descriptors)> opened = [];
        foreach (ListenerConfig config in configs)
        {
            NetworkAddress address = Parse(config.Address);
            if (boundByConfigured.ContainsKey(address))
            {
                continue;
            }

            List<int> passed = [.. inherited.Where(listener => listener.Address == address).Select(listener => listener.Descriptor)];
            if (TryOpen(address, config.Backlog, passed, failures, out NetworkAddress bound, out List<int> descriptors))
            {
                opened.Add((address, bound, descriptors));
            }
        }

        if (failures.Count > 0)
        {
            opened.ForEach(listener => listener.Descriptors.ForEach(network.CloseDescriptor));
            return failures;
        }

        foreach ((NetworkAddress configured, NetworkAddress bound, List<int> descriptors) in opened)
        {
            boundByConfigured[configured] = bound;
            Distribute(bound, descriptors);
        }

        HashSet<NetworkAddress> wanted = [.. configs.Select(config => Parse(config.Address))];
        foreach (InheritedListener unwanted in inherited.Where(listener => !wanted.Contains(listener.Address)))
        {
            network.CloseDescriptor(unwanted.Descriptor);
        }

        CloseAllBut(wanted);
        return [];
    }

    private static NetworkAddress Parse(string address) =>
        NetworkAddress.TryParse(address, out NetworkAddress parsed) ? parsed : throw new InvalidOperationException($"unchecked listener address '{address}'");

    private bool TryOpen(NetworkAddress address, int backlog, List<int> passed, List<ListenFailure> failures, out NetworkAddress bound, out List<int> descriptors)
    {
        descriptors = passed;
        bound = address;

        // With SO_REUSEPORT a second gateway of the same user would bind without an error and silently take half of the traffic.
        if (passed.Count == 0 && address.Port != 0 && network.Probe(address) is { IsDone: false } taken)
        {
            failures.Add(new ListenFailure(address, taken.Status, taken.Errno));
            return false;
        }

        while (descriptors.Count < workers.Count)
        {
            // A copy, because an address passed by reference would be overwritten by the result while it is still needed.
            NetworkAddress wanted = bound;
            IoResult result = network.Listen(wanted, backlog, out int descriptor, out bound);
            if (!result.IsDone)
            {
                failures.Add(new ListenFailure(address, result.Status, result.Errno));
                descriptors.ForEach(network.CloseDescriptor);
                return false;
            }

            descriptors.Add(descriptor);
        }

        return true;
    }

    /// <summary>One for each worker; where a process with more workers passed more, some workers get two, because none may be closed.</summary>
    private void Distribute(NetworkAddress bound, List<int> descriptors)
    {
        for (int i = 0; i < descriptors.Count; i++)
        {
            int descriptor = descriptors[i];
            workers[i % workers.Count].Post(worker => worker.AddListener(bound, descriptor));
        }
    }

    private void CloseAllBut(HashSet<NetworkAddress> kept)
    {
        foreach (NetworkAddress gone in boundByConfigured.Keys.Where(address => !kept.Contains(address)).ToList())
        {
            NetworkAddress bound = boundByConfigured[gone];
            boundByConfigured.Remove(gone);
            foreach (Worker worker in workers)
            {
                worker.Post(owner => owner.CloseListeners(bound));
            }
        }
    }
}
