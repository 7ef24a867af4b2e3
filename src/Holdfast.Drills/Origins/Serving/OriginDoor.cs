using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// The origin's listening socket and the connections that came through it, under the rule for how many may be there. Loop thread
/// only. Next on the path: <see cref="OriginClient"/>.
/// </summary>
internal sealed class OriginDoor : IReadinessHandler
{
    // A process without descriptors must not ask the kernel in a circle, and must notice soon when there are some again.
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private readonly Origin origin;
    private readonly INetwork network;
    private readonly int backlogConnections;
    private readonly HashSet<OriginClient> clients = [];
    private readonly ActionTimer retry;
    private SocketId listener = SocketId.None;
    private bool mayAccept;

    public OriginDoor(Origin origin, INetwork network, in NetworkAddress address, int backlogConnections)
    {
        this.origin = origin;
        this.network = network;
        Address = address;
        this.backlogConnections = backlogConnections;
        retry = new ActionTimer(Accept);
    }

    /// <summary>With the port that was really taken, once it listens; it keeps it over a death.</summary>
    public NetworkAddress Address { get; private set; }

    public int Open => clients.Count;

    public bool IsListening => !listener.IsNone;

    public IoResult Listen()
    {
        IoResult result = network.Listen(Address, backlogConnections, out int descriptor, out NetworkAddress bound);
        if (result.IsDone)
        {
            Address = bound;
            mayAccept = true;
            listener = origin.Loop.Adopt(descriptor, this);
        }

        return result;
    }

    /// <summary>Stops listening and resets everybody.</summary>
    public void Slam()
    {
        if (IsListening)
        {
            origin.Loop.Close(listener);
            listener = SocketId.None;
        }

        foreach (OriginClient client in clients.ToArray())
        {
            client.Abort();
        }
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        mayAccept = true;
        Accept();
    }

    /// <summary>Accepts as long as the rule and the kernel let it; call again when one of them may have changed.</summary>
    public void Accept()
    {
        while (mayAccept && IsListening && !origin.Life.IsFrozen)
        {
            ConnectionDecision decision = origin.Behaviour.Connections.Next(clients.Count);
            if (decision == ConnectionDecision.LeaveToKernel)
            {
                return;
            }

            IoStatus status = origin.Loop.Accept(listener, out SocketId accepted, out _);
            if (status != IoStatus.Done)
            {
                RefusedByKernel(status);
                return;
            }

            Enter(accepted, decision);
        }
    }

    /// <summary>Events that a freeze passed over.</summary>
    public void Thaw()
    {
        foreach (OriginClient client in clients.ToArray())
        {
            client.Advance();
        }

        Accept();
    }

    public void Forget(OriginClient client)
    {
        if (clients.Remove(client))
        {
            Accept();
        }
    }

    private void Enter(SocketId accepted, ConnectionDecision decision)
    {
        if (decision == ConnectionDecision.Reset)
        {
            origin.Counts.RefusedConnections++;
            origin.Loop.Abort(accepted);
            return;
        }

        var client = new OriginClient(origin, accepted);
        clients.Add(client);
        origin.Counts.NoteConnections(clients.Count);
        origin.Loop.Watch(accepted, client);
    }

    private void RefusedByKernel(IoStatus status)
    {
        mayAccept = status != IoStatus.WouldBlock;
        if (mayAccept)
        {
            origin.Counts.AcceptFailures++;
            origin.Schedule(retry, RetryPause);
        }
    }
}
