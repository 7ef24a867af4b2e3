using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Conformance;

public abstract class ConnectContract(INetwork network) : LoopContract(network)
{
    [Fact]
    public void NobodyListens_ConnectIsRefused()
    {
        Network.Listen(NetworkAddress.FromIPv4(0x7F000001, 0), 1, out int descriptor, out NetworkAddress vacant);
        Network.CloseDescriptor(descriptor);

        var handler = new RecordingHandler();
        IoStatus status = Loop.Connect(vacant, handler, out SocketId connection);
        if (status == IoStatus.InProgress)
        {
            TurnUntil(() => handler.Seen.HasFlag(Readiness.Failed), "the refusal to be reported");
            status = Loop.FinishConnect(connection);
            Loop.Close(connection);
        }

        status.ShouldBe(IoStatus.Refused);
        Loop.OpenCount.ShouldBe(1);
    }

    [Fact]
    public void EstablishedConnect_IsReportedWritableAndFinishes()
    {
        var handler = new RecordingHandler();
        Loop.Connect(Address, handler, out SocketId connection).ShouldBeOneOf(IoStatus.InProgress, IoStatus.Done);
        TurnUntil(() => handler.Seen.HasFlag(Readiness.Writable), "the connect to be reported");
        handler.Seen.HasFlag(Readiness.Failed).ShouldBeFalse();
        Loop.FinishConnect(connection).ShouldBe(IoStatus.Done);
        Loop.FinishConnect(connection).ShouldBe(IoStatus.Done);
    }

    [Fact]
    public void ConnectFromASourceAddress_ArrivesFromThere()
    {
        NetworkAddress source = NetworkAddress.FromIPv4(0x7F000A07, 0);
        Loop.Connect(Address, source, new RecordingHandler(), out SocketId first).ShouldBeOneOf(IoStatus.InProgress, IoStatus.Done);
        Loop.Connect(Address, source, new RecordingHandler(), out SocketId second).ShouldBeOneOf(IoStatus.InProgress, IoStatus.Done);
        List<NetworkAddress> peers = [];
        TurnUntil(
            () =>
            {
                while (Loop.Accept(Listener, out _, out NetworkAddress peer) == IoStatus.Done)
                {
                    peers.Add(peer);
                }

                return peers.Count == 2;
            },
            "both connections to accept");
        peers.ShouldAllBe(peer => peer.IPv4 == source.IPv4 && peer.Port != 0);
        peers[0].Port.ShouldNotBe(peers[1].Port);
        Loop.Close(first);
        Loop.Close(second);
    }

    [Fact]
    public void SecondListenerAtTheSameAddress_SharesThePort()
    {
        // SO_REUSEPORT: each worker has its own listener at the same address.
        Network.Listen(Address, 16, out int second, out NetworkAddress bound).Status.ShouldBe(IoStatus.Done);
        bound.ShouldBe(Address);
        Network.CloseDescriptor(second);
    }

    [Fact]
    public void AddressOfAnotherMachine_IsNotAvailableToListenOn()
    {
        // 192.0.2.0/24 is for documentation only (RFC 5737): no machine has it.
        IoResult result = Network.Listen(NetworkAddress.FromIPv4(0xC0000201, 8080), 16, out int descriptor, out _);
        result.Status.ShouldBe(IoStatus.AddressNotAvailable);
        descriptor.ShouldBe(-1);
    }
}
