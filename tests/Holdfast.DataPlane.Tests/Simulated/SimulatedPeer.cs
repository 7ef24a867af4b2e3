using System.Text;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>One end of a simulated connection that belongs to the test: a client, or a server's side.</summary>
internal sealed class SimulatedPeer(IEventLoop loop, Action<SimulatedPeer>? onBytes = null) : IReadinessHandler
{
    private readonly StringBuilder received = new();
    private readonly Queue<byte[]> unsent = new();

    public SocketId Socket { get; set; } = SocketId.None;

    /// <summary>All that came so far, or since <see cref="Take"/>.</summary>
    public string Received => received.ToString();

    /// <summary>The gateway has ended its side in order.</summary>
    public bool Ended { get; private set; }

    public bool WasReset { get; private set; }

    /// <summary>False stops reading: what comes stays in the network.</summary>
    public bool Reads { get; set; } = true;

    public void Send(string text)
    {
        Sent += text.Length > 0 ? 1 : 0;
        unsent.Enqueue(Encoding.Latin1.GetBytes(text));
        Flush();
    }

    /// <summary>Texts sent.</summary>
    public int Sent { get; private set; }

    public bool HasUnsent => unsent.Count > 0;

    public string Take()
    {
        string text = Received;
        received.Clear();
        return text;
    }

    /// <summary>Reads so many bytes although <see cref="Reads"/> is false.</summary>
    public void ReadSome(int bytes)
    {
        byte[] buffer = new byte[bytes];
        IoResult result = loop.Receive(Socket, buffer);
        received.Append(Encoding.Latin1.GetString(buffer, 0, result.IsDone ? result.Bytes : 0));
    }

    public void ShutdownSend() => loop.ShutdownSend(Socket);

    public void Close() => loop.Close(Socket);

    public void Abort() => loop.Abort(Socket);

    public void OnReady(SocketId socket, Readiness readiness)
    {
        Flush();
        if (!Reads)
        {
            return;
        }

        byte[] buffer = new byte[16 * 1024];
        for (;;)
        {
            IoResult result = loop.Receive(Socket, buffer);
            if (!result.IsDone)
            {
                Ended |= result.Status == IoStatus.EndOfStream && !WasReset;
                WasReset |= result.Status == IoStatus.Reset;
                break;
            }

            received.Append(Encoding.Latin1.GetString(buffer, 0, result.Bytes));
        }

        onBytes?.Invoke(this);
    }

    private void Flush()
    {
        while (unsent.TryPeek(out byte[]? next))
        {
            IoResult sent = loop.Send(Socket, next);
            if (!sent.IsDone)
            {
                return;
            }

            unsent.Dequeue();
            if (sent.Bytes < next.Length)
            {
                // The rest goes before everything else.
                byte[][] others = [.. unsent];
                unsent.Clear();
                unsent.Enqueue(next[sent.Bytes..]);
                Array.ForEach(others, unsent.Enqueue);
            }
        }
    }
}
