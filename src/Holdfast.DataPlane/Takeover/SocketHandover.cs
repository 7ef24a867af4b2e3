using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Takeover;

/// <summary>
/// What a process and its successor hand each other: copies of the listening sockets, and clients that are between requests. Control plane. Next:
/// <see cref="TakeoverServer"/>, which gives, and <see cref="TakeoverClient"/>, which takes.
/// </summary>
public sealed class SocketHandover
{
    private readonly WorkerCrew workers;
    private readonly INetwork network;

    internal SocketHandover(WorkerCrew workers, INetwork network)
    {
        this.workers = workers;
        this.network = network;
    }

    /// <summary>All listening sockets, still owned by the workers: what a successor gets copies of.</summary>
    public IReadOnlyList<(NetworkAddress Address, int Descriptor)> ListeningSockets() =>
        [.. workers.Ask(worker => worker.Listeners.Select(listener => (listener.Address, listener.Socket.Descriptor)).ToList()).SelectMany(list => list)];

    /// <summary>Stops accepting and closes this process's copies of the listening sockets; what waits in their queues belongs to the successor.</summary>
    public void CloseListenerCopies()
    {
        foreach ((NetworkAddress _, int descriptor) in workers.Ask(worker => worker.DetachListeners()).SelectMany(list => list))
        {
            network.CloseDescriptor(descriptor);
        }
    }

    /// <summary>
    /// Gives clients that are between requests away. What they send next waits in the kernel for the new owner; the copies here are
    /// closed, because a connection ends only when its last copy is closed.
    /// </summary>
    public void PassIdleClients(Action<IReadOnlyList<(NetworkAddress Peer, int Descriptor)>> send)
    {
        List<(NetworkAddress Peer, int Descriptor)> idle = [.. workers.Ask(worker => worker.Clients.DetachIdle()).SelectMany(list => list)];
        try
        {
            send(idle);
        }
        finally
        {
            idle.ForEach(client => network.CloseDescriptor(client.Descriptor));
        }
    }

    /// <summary>Serves clients that another process has passed on, spread over the workers.</summary>
    public void AdoptClients(IReadOnlyList<(NetworkAddress Peer, int Descriptor)> clients)
    {
        for (int i = 0; i < clients.Count; i++)
        {
            (NetworkAddress peer, int descriptor) = clients[i];
            workers.All[i % workers.Count].Post(worker => worker.Clients.Adopt(descriptor, peer));
        }
    }
}
