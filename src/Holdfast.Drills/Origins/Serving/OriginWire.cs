using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// The socket of an <see cref="OriginClient"/>: bytes in and out, its timer, its end. It remembers what the kernel has told and nobody has
/// used yet: edge-triggered, the kernel tells once. Loop thread only.
/// </summary>
internal sealed class OriginWire(Origin origin, OriginClient client, SocketId socket)
{
    private ActionTimer? timer;
    private bool mayReceive = true;

    public bool PeerGone { get; private set; }

    public bool IsClosed { get; private set; }

    public void Note(Readiness readiness)
    {
        mayReceive |= (readiness & Readiness.Readable) != 0;
        PeerGone |= (readiness & (Readiness.PeerClosed | Readiness.Failed)) != 0;
    }

    /// <summary>Receives once. False: nothing there, or the connection has ended.</summary>
    public bool TryReceive(Span<byte> room, out int received)
    {
        received = 0;
        if (!mayReceive)
        {
            return PeerGone && End(reset: false);
        }

        IoResult result = origin.Loop.Receive(socket, room);
        // Fewer than there was room for: the kernel has no more, a further call would only say so.
        mayReceive = result.IsDone && result.Bytes == room.Length;
        received = result.IsDone ? result.Bytes : 0;
        return result.IsDone || (result.Status != IoStatus.WouldBlock && End(reset: false));
    }

    /// <summary>Sends what the kernel takes; -1 when the connection has ended.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        IoResult result = origin.Loop.Send(socket, bytes);
        if (result.IsDone)
        {
            return result.Bytes;
        }

        return result.Status == IoStatus.WouldBlock || End(reset: false) ? 0 : -1;
    }

    /// <summary>One timer: <see cref="OriginClient.OnTime"/> is called when it is due.</summary>
    public void Wake(TimeSpan delay)
    {
        timer ??= new ActionTimer(client.OnTime);
        origin.Schedule(timer, delay);
    }

    /// <summary>Always false: nothing can be done with the connection any more.</summary>
    public bool End(bool reset)
    {
        if (!IsClosed)
        {
            IsClosed = true;
            origin.Forget(client, timer, socket, reset);
            client.OnClosed();
        }

        return false;
    }
}
