using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// Where an origin takes orders: a listener of its own on the same thread, served whether the origin is frozen, dead or well. Next on
/// the path: <see cref="ControlClient"/>.
/// </summary>
internal sealed class ControlDoor(Origin origin, INetwork network) : IReadinessHandler
{
    // Drills, a person with curl; nobody else.
    private const int BacklogConnections = 64;

    private SocketId listener;

    public NetworkAddress? Address { get; private set; }

    public IoResult Listen(in NetworkAddress address)
    {
        IoResult result = network.Listen(address, BacklogConnections, out int descriptor, out NetworkAddress bound);
        if (result.IsDone)
        {
            Address = bound;
            listener = origin.Loop.Adopt(descriptor, this);
        }

        return result;
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        while (origin.Loop.Accept(listener, out SocketId accepted, out _) == IoStatus.Done)
        {
            origin.Loop.Watch(accepted, new ControlClient(origin, accepted));
        }
    }
}
