using System.Diagnostics;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Conformance;

/// <summary>
/// What every contract starts from: a network, one loop with a listener, and both ends of a connection on that loop, so that no
/// second thread is needed and the same test runs in virtual time.
/// </summary>
public abstract class LoopContract : IDisposable
{
    private const long TurnNanoseconds = 10_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected LoopContract(INetwork network)
    {
        Network = network;
        Loop = network.CreateLoop();
        network.Listen(NetworkAddress.FromIPv4(0x7F000001, 0), 512, out int descriptor, out NetworkAddress bound).Status.ShouldBe(IoStatus.Done);
        Address = bound;
        Listener = Loop.Adopt(descriptor, ListenerHandler);
    }

    protected INetwork Network { get; }

    protected IEventLoop Loop { get; }

    protected SocketId Listener { get; }

    protected RecordingHandler ListenerHandler { get; } = new();

    protected NetworkAddress Address { get; }

    public void Dispose()
    {
        Loop.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void TurnUntil(Func<bool> condition, string what) => TurnUntil(Loop, condition, what);

    protected static void TurnUntil(IEventLoop loop, Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(Patience, $"still waiting for: {what}");
            loop.Turn(TurnNanoseconds);
        }
    }

    /// <summary>Turns until nothing has happened for a while: for what must not happen.</summary>
    protected void TurnUntilQuiet()
    {
        for (int quiet = 0; quiet < 3;)
        {
            quiet = Loop.Turn(TurnNanoseconds) == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>An established connection: both ends watched, nothing reported yet that still matters.</summary>
    protected Pair Establish()
    {
        Pair pair = EstablishUnwatched();
        Loop.Watch(pair.Server, pair.ServerHandler);
        return pair;
    }

    protected Pair EstablishUnwatched()
    {
        var clientHandler = new RecordingHandler();
        Loop.Connect(Address, clientHandler, out SocketId client).ShouldBeOneOf(IoStatus.InProgress, IoStatus.Done);
        SocketId server = SocketId.None;
        TurnUntil(() => !server.IsNone || Loop.Accept(Listener, out server, out _) == IoStatus.Done, "a connection to accept");
        TurnUntil(() => Loop.FinishConnect(client) == IoStatus.Done, "the connect to finish");
        TurnUntil(() => clientHandler.Seen.HasFlag(Readiness.Writable), "the client to be writable");
        clientHandler.Clear();
        return new Pair(client, clientHandler, server, new RecordingHandler());
    }

    protected int SendAll(SocketId socket, ReadOnlySpan<byte> bytes)
    {
        IoResult result = Loop.Send(socket, bytes);
        result.Status.ShouldBe(IoStatus.Done);
        result.Bytes.ShouldBe(bytes.Length);
        return result.Bytes;
    }

    /// <summary>Sends until the buffers between both ends are full; returns how much went in.</summary>
    protected long Fill(SocketId socket)
    {
        byte[] piece = new byte[64 * 1024];
        long sent = 0;
        IoResult result;
        while ((result = Loop.Send(socket, piece)).IsDone)
        {
            sent += result.Bytes;
        }

        result.Status.ShouldBe(IoStatus.WouldBlock);
        return sent;
    }

    /// <summary>Receives until it would block or ends; returns how much came and how it stopped.</summary>
    protected static (long Bytes, IoStatus End) Drain(IEventLoop loop, SocketId socket)
    {
        byte[] piece = new byte[64 * 1024];
        long received = 0;
        IoResult result;
        while ((result = loop.Receive(socket, piece)).IsDone)
        {
            received += result.Bytes;
        }

        return (received, result.Status);
    }

    protected byte[] ReceiveExactly(SocketId socket, int bytes)
    {
        byte[] received = new byte[bytes];
        int filled = 0;
        TurnUntil(
            () =>
            {
                if (filled < bytes)
                {
                    IoResult result = Loop.Receive(socket, received.AsSpan(filled));
                    filled += result.Bytes;
                }

                return filled == bytes;
            },
            $"{bytes} bytes");
        return received;
    }

    protected sealed record Pair(SocketId Client, RecordingHandler ClientHandler, SocketId Server, RecordingHandler ServerHandler);
}
