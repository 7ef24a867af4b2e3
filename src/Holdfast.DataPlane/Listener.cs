using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>
/// One worker's listening socket of one address. Accepts until the queue is empty, but no more than a bounded number a turn. Where no
/// descriptor is left, or the gateway is at its end, it pauses instead of failing: what waits in the kernel's queue is served later. Worker thread only.
/// </summary>
internal sealed class Listener : TimerNode, IReadinessHandler
{
    // New connections are cheap to accept and expensive to serve; more a turn would delay those being served.
    private const int AcceptsPerTurn = 64;

    private const long PauseNanoseconds = 100_000_000;

    private readonly Worker worker;

    public Listener(Worker worker, NetworkAddress address)
    {
        this.worker = worker;
        Address = address;
    }

    public NetworkAddress Address { get; }

    public SocketId Socket { get; private set; } = SocketId.None;

    public void Open(int descriptor)
    {
        Socket = worker.Loop.Adopt(descriptor, this);
        worker.Timers.Schedule(this, worker.Now());
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        worker.NoteTime();
        AcceptMany();
    }

    protected override void OnDue(long nowNanoseconds) => AcceptMany();

    /// <summary>Gives the socket away open; connections in its queue stay there for the next owner.</summary>
    public int Detach()
    {
        worker.Timers.Cancel(this);
        int descriptor = worker.Loop.Detach(Socket);
        Socket = SocketId.None;
        return descriptor;
    }

    /// <summary>Serves what already waits in the queue, then closes: closing first would reset those clients.</summary>
    public void Close()
    {
        worker.Timers.Cancel(this);
        while (AcceptOne() == IoStatus.Done)
        {
        }

        worker.Loop.Close(Socket);
        Socket = SocketId.None;
    }

    private void AcceptMany()
    {
        if (!worker.Pressure.TakesClients)
        {
            worker.Counters.AcceptPauses++;
            worker.Timers.Schedule(this, worker.Now() + PauseNanoseconds);
            return;
        }

        for (int i = 0; i < AcceptsPerTurn && !Socket.IsNone; i++)
        {
            IoStatus status = AcceptOne();
            if (status == IoStatus.WouldBlock)
            {
                return;
            }

            if (Shortage.IsOurs(status))
            {
                worker.Counters.AcceptPauses++;
                worker.Timers.Schedule(this, worker.Now() + PauseNanoseconds);
                return;
            }
        }

        // The edge is used up, so nobody would call again: come back next turn by timer.
        worker.Timers.Schedule(this, worker.Now());
    }

    private IoStatus AcceptOne()
    {
        IoStatus status = worker.Loop.Accept(Socket, out SocketId connection, out NetworkAddress peer);
        if (status == IoStatus.Done)
        {
            worker.Clients.Open(connection, peer);
        }

        return status;
    }
}
