using Holdfast.Networking;

namespace Holdfast.DataPlane.Upstreams;

/// <summary>One connection to a server: busy with an exchange, or idle in its <see cref="UpstreamPool"/>. Worker thread only.</summary>
internal sealed class UpstreamConnection : IReadinessHandler
{
    public UpstreamConnection(SocketStream stream)
    {
        Stream = stream;
    }

    public SocketStream Stream { get; }

    public UpstreamPool? Pool { get; set; }

    /// <summary>The exchange it serves; null while idle.</summary>
    public Exchange? Exchange { get; set; }

    /// <summary>It has answered before, so the server may have closed it in the meantime without our knowing.</summary>
    public bool IsReused { get; set; }

    /// <summary>When it began to be opened; 0 when it was open before it came here.</summary>
    public long ConnectingSince { get; set; }

    public long IdleSinceNanoseconds { get; set; }

    // Links of the pool's list of idle connections, or of that of busy ones.
    public UpstreamConnection? Newer { get; set; }

    public UpstreamConnection? Older { get; set; }

    /// <summary>
    /// Nothing is here that an earlier exchange has left or that nobody asked for; it would be taken for the next answer. The kernel is
    /// asked only where the last receive has not already found it empty.
    /// </summary>
    public bool IsSilent()
    {
        if (Stream.InputLength > 0 || Stream.HasOutput || Stream.PeerClosed)
        {
            return false;
        }

        bool empty = !Stream.CanReceive || Stream.Fill() == IoStatus.WouldBlock;
        Stream.ReleaseInputIfEmpty();
        return empty;
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        Stream.Note(readiness);
        if (Exchange is not null)
        {
            Exchange.OnUpstreamReady(readiness);
            return;
        }

        // An idle connection has nothing to say: FIN, an error or unsolicited bytes all mean that it cannot be trusted with a request.
        // But the event may also tell of the end of the last body, which was taken before the event was read: only a look tells which.
        if (Stream.CanReceive && Stream.Fill() != IoStatus.WouldBlock)
        {
            Pool?.DiscardIdle(this);
        }
    }
}
