using Holdfast.Foundation;

namespace Holdfast.Networking;

/// <summary>The machine's network as the gateway sees it: opens listening sockets and makes event loops. Linux or simulated.</summary>
public interface INetwork
{
    /// <summary>
    /// Opens a listening socket with SO_REUSEPORT (each worker has its own), non-blocking, close-on-exec. The descriptor is watched
    /// by nobody until a loop adopts it.
    /// </summary>
    /// <param name="address">Port 0 lets the kernel choose.</param>
    /// <param name="backlogConnections">Accept queue bound; the kernel caps it at net.core.somaxconn.</param>
    /// <param name="descriptor">The open descriptor, or -1.</param>
    /// <param name="bound">The address with the port that was really taken.</param>
    IoResult Listen(in NetworkAddress address, int backlogConnections, out int descriptor, out NetworkAddress bound);

    /// <summary>
    /// Whether anybody listens at the address already: with SO_REUSEPORT another process of the same user would bind beside us without
    /// an error and share the traffic. Done when the address is free.
    /// </summary>
    IoResult Probe(in NetworkAddress address) => new(IoStatus.Done, 0);

    IEventLoop CreateLoop();

    /// <summary>Closes a descriptor that no loop has adopted.</summary>
    void CloseDescriptor(int descriptor);
}
