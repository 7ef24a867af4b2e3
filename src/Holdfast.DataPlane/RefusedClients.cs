using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.DataPlane;

/// <summary>
/// Clients past a limit. They get a whole answer instead of silence, so that they can tell their user or try elsewhere, and are listened to
/// for a moment: closing with their request unread makes the kernel send RST, which may destroy the answer (RFC 9112 section 9.6).
/// Only so many are listened to at once, because refusing must stay cheap in a flood. Worker thread only.
/// </summary>
internal sealed class RefusedClients
{
    // Each holds a descriptor beyond the quota: far fewer than the 256 that are kept free.
    private const int Maximum = 64;
    private const long PatienceNanoseconds = 1_000_000_000;

    // More than a head: whoever sends on is not waiting for the answer.
    private const int BytesMaximum = 64 * 1024;

    private readonly Worker worker;
    private readonly byte[] discarded = new byte[4096];
    private readonly Refused[] places;
    private readonly Stack<Refused> free;
    private readonly FullAnswers answers = new();

    public RefusedClients(Worker worker)
    {
        this.worker = worker;
        places = [.. Enumerable.Range(0, Maximum).Select(_ => new Refused(this))];
        free = new Stack<Refused>(places);
    }

    public void Refuse(SocketId socket)
    {
        worker.Loop.Send(socket, answers.Next());
        worker.Loop.ShutdownSend(socket);
        if (free.TryPop(out Refused? place))
        {
            place.Open(socket);
        }
        else
        {
            worker.Loop.Close(socket);
        }
    }

    public void CloseAll()
    {
        foreach (Refused place in places)
        {
            place.Close();
        }
    }

    private sealed class Refused(RefusedClients owner) : TimerNode, IReadinessHandler
    {
        private SocketId held = SocketId.None;
        private int bytes;

        public void Open(SocketId refused)
        {
            held = refused;
            bytes = 0;
            owner.worker.Timers.Schedule(this, owner.worker.Now() + PatienceNanoseconds);
            owner.worker.Loop.Watch(refused, this);
        }

        public void OnReady(SocketId socket, Readiness readiness)
        {
            while (bytes < BytesMaximum)
            {
                IoResult received = owner.worker.Loop.Receive(held, owner.discarded);
                if (received.Status == IoStatus.WouldBlock)
                {
                    return;
                }

                if (!received.IsDone)
                {
                    break;
                }

                bytes += received.Bytes;
            }

            Close();
        }

        public void Close()
        {
            if (!held.IsNone)
            {
                owner.worker.Timers.Cancel(this);
                owner.worker.Loop.Close(held);
                held = SocketId.None;
                owner.free.Push(this);
            }
        }

        protected override void OnDue(long nowNanoseconds) => Close();
    }
}
