using Holdfast.Networking;

namespace Holdfast.Conformance;

public abstract class DetachContract(INetwork network) : LoopContract(network)
{
    [Fact]
    public void ConnectionMovedToAnotherLoop_KeepsItsUnreadBytesAndReportsThere()
    {
        using IEventLoop other = Network.CreateLoop();
        Pair pair = Establish();
        SendAll(pair.Client, "before"u8);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.Readable), "the server to be readable");
        int descriptor = Loop.Detach(pair.Server);
        descriptor.ShouldBeGreaterThanOrEqualTo(0);
        pair.ServerHandler.Clear();

        var handler = new RecordingHandler();
        SocketId moved = other.Adopt(descriptor, handler);
        TurnUntil(other, () => handler.Seen.HasFlag(Readiness.Readable), "the new loop to report");
        Drain(other, moved).ShouldBe((6, IoStatus.WouldBlock));
        other.Send(moved, "after"u8).Bytes.ShouldBe(5);
        ReceiveExactly(pair.Client, 5).ShouldBe("after"u8.ToArray());
        pair.ServerHandler.Reports.ShouldBeEmpty();
    }

    [Fact]
    public void ListenerMovedToAnotherLoop_LosesNoWaitingConnection()
    {
        using IEventLoop other = Network.CreateLoop();
        var clientHandler = new RecordingHandler();
        Loop.Connect(Address, clientHandler, out SocketId client);
        TurnUntil(() => clientHandler.Seen.HasFlag(Readiness.Writable), "the connect, still in the listener's queue");

        var handler = new RecordingHandler();
        SocketId listener = other.Adopt(Loop.Detach(Listener), handler);
        TurnUntil(other, () => handler.Seen.HasFlag(Readiness.Readable), "the new loop to report the listener");
        other.Accept(listener, out SocketId server, out _).ShouldBe(IoStatus.Done);
        other.Send(server, "hello"u8).Bytes.ShouldBe(5);
        ReceiveExactly(client, 5).ShouldBe("hello"u8.ToArray());
    }

    [Fact]
    public void DetachedAndClosed_FreesTheDescriptor()
    {
        Pair pair = Establish();
        int open = Loop.OpenCount;
        Network.CloseDescriptor(Loop.Detach(pair.Server));
        Loop.OpenCount.ShouldBe(open - 1);
        TurnUntil(() => pair.ClientHandler.Seen.HasFlag(Readiness.PeerClosed), "the peer to see the close");
    }

    [Fact]
    public void DisposedLoop_ClosesWhatItHeld()
    {
        IEventLoop other = Network.CreateLoop();
        Pair pair = EstablishUnwatched();
        other.Adopt(Loop.Detach(pair.Server), new RecordingHandler());
        other.Dispose();
        TurnUntil(() => pair.ClientHandler.Seen.HasFlag(Readiness.PeerClosed), "the peer to see the close");
    }
}
