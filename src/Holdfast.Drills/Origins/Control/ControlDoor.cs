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

    // As for the origin's own clients: without descriptors it must not ask in a circle.
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private SocketId listener;
    private ActionTimer? retry;

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

    public void OnReady(SocketId socket, Readiness readiness) => Accept();

    private void Accept()
    {
        IoStatus status;
        while ((status = origin.Loop.Accept(listener, out SocketId accepted, out _)) == IoStatus.Done)
        {
            origin.Loop.Watch(accepted, new ControlClient(origin, accepted));
        }

        if (status != IoStatus.WouldBlock)
        {
            origin.Schedule(retry ??= new ActionTimer(Accept), RetryPause);
        }
    }
}
