using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Conformance;

public abstract class AcceptContract(INetwork network) : LoopContract(network)
{
    [Fact]
    public void NobodyConnects_AcceptWouldBlock()
    {
        Loop.Accept(Listener, out SocketId connection, out _).ShouldBe(IoStatus.WouldBlock);
        connection.IsNone.ShouldBeTrue();
    }

    [Fact]
    public void ClientConnects_ListenerIsReadableAndThePeerIsNamed()
    {
        Loop.Connect(Address, new RecordingHandler(), out _);
        TurnUntil(() => ListenerHandler.Seen.HasFlag(Readiness.Readable), "the listener to be readable");
        ListenerHandler.Reports[0].Socket.ShouldBe(Listener);

        Loop.Accept(Listener, out SocketId connection, out NetworkAddress peer).ShouldBe(IoStatus.Done);
        connection.IsNone.ShouldBeFalse();
        peer.IPv4.ShouldBe(0x7F000001u);
        peer.Port.ShouldBeGreaterThan((ushort)0);
        Loop.Accept(Listener, out _, out _).ShouldBe(IoStatus.WouldBlock);
    }

    [Fact]
    public void AcceptedConnection_ReportsNothingUntilItIsWatched()
    {
        Pair pair = EstablishUnwatched();
        SendAll(pair.Client, "early"u8);
        TurnUntilQuiet();
        pair.ServerHandler.Reports.ShouldBeEmpty();

        Loop.Watch(pair.Server, pair.ServerHandler);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.Readable), "what came before the watch to be reported");
    }

    [Fact]
    public void EchoedBytes_ComeBackUnchanged()
    {
        Pair pair = Establish();
        SendAll(pair.Client, "hello"u8);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.Readable), "the server to be readable");
        SendAll(pair.Server, ReceiveExactly(pair.Server, 5));
        ReceiveExactly(pair.Client, 5).ShouldBe("hello"u8.ToArray());
    }

    [Fact]
    public void ManyConnectionsAtOnce_AreAllAcceptedAndEachKeepsItsOwnBytes()
    {
        const int connections = 300;
        SocketId[] clients = new SocketId[connections];
        for (int i = 0; i < connections; i++)
        {
            Loop.Connect(Address, new RecordingHandler(), out clients[i]).ShouldBeOneOf(IoStatus.InProgress, IoStatus.Done);
        }

        Dictionary<SocketId, int> served = [];
        var serverHandler = new RecordingHandler((socket, _) => Echo(socket, served));
        ListenerHandler.Reaction = (_, _) => AcceptAll(serverHandler);
        AcceptAll(serverHandler);
        TurnUntil(() => clients.All(client => Loop.FinishConnect(client) == IoStatus.Done), "all connects");
        for (int i = 0; i < connections; i++)
        {
            SendAll(clients[i], BitConverter.GetBytes(i));
        }

        TurnUntil(() => served.Count == connections, "all servers to echo");
        served.Values.Order().ShouldBe(Enumerable.Range(0, connections));
        for (int i = 0; i < connections; i++)
        {
            BitConverter.ToInt32(ReceiveExactly(clients[i], 4)).ShouldBe(i);
        }
    }

    private void AcceptAll(RecordingHandler handler)
    {
        while (Loop.Accept(Listener, out SocketId connection, out _) == IoStatus.Done)
        {
            Loop.Watch(connection, handler);
        }
    }

    private void Echo(SocketId socket, Dictionary<SocketId, int> served)
    {
        byte[] number = new byte[4];
        if (Loop.Receive(socket, number).Bytes == 4)
        {
            served[socket] = BitConverter.ToInt32(number);
            SendAll(socket, number);
        }
    }
}
