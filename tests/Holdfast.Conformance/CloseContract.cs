using Holdfast.Networking;

namespace Holdfast.Conformance;

public abstract class CloseContract(INetwork network) : LoopContract(network)
{
    [Fact]
    public void PeerCloses_ReportedAndTheStreamEndsBehindTheLastBytes()
    {
        Pair pair = Establish();
        SendAll(pair.Client, "last"u8);
        Loop.Close(pair.Client);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.PeerClosed), "the close to be reported");
        ReceiveExactly(pair.Server, 4).ShouldBe("last"u8.ToArray());
        Loop.Receive(pair.Server, new byte[10]).Status.ShouldBe(IoStatus.EndOfStream);
    }

    [Fact]
    public void HalfClosed_TheOtherDirectionStillFlows()
    {
        Pair pair = Establish();
        Loop.ShutdownSend(pair.Client);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.PeerClosed), "the half close to be reported");
        pair.ServerHandler.Seen.HasFlag(Readiness.Failed).ShouldBeFalse();
        Loop.Receive(pair.Server, new byte[10]).Status.ShouldBe(IoStatus.EndOfStream);

        SendAll(pair.Server, "answer"u8);
        ReceiveExactly(pair.Client, 6).ShouldBe("answer"u8.ToArray());
        Loop.Send(pair.Client, "x"u8).Status.ShouldBe(IoStatus.Reset);
    }

    [Fact]
    public void Aborted_ThePeerSeesAReset()
    {
        Pair pair = Establish();
        Loop.Abort(pair.Client);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.Failed), "the reset to be reported");
        Loop.Receive(pair.Server, new byte[10]).Status.ShouldBe(IoStatus.Reset);
    }

    [Fact]
    public void ClosedWithUnreadBytes_ThePeerSeesAReset()
    {
        Pair pair = Establish();
        SendAll(pair.Client, "never read"u8);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.Readable), "the server to be readable");
        Loop.Close(pair.Server);
        TurnUntil(() => pair.ClientHandler.Seen.HasFlag(Readiness.Failed), "the reset to be reported");
        Loop.Receive(pair.Client, new byte[10]).Status.ShouldBe(IoStatus.Reset);
    }

    [Fact]
    public void SendToAClosedPeer_EndsInAResetNotASignal()
    {
        Pair pair = Establish();
        Loop.Close(pair.Client);
        IoStatus status = IoStatus.Done;
        TurnUntil(() => (status = Loop.Send(pair.Server, "x"u8).Status) != IoStatus.Done, "the send to fail");
        status.ShouldBe(IoStatus.Reset);
    }

    [Fact]
    public void BytesOnTheWay_ArriveThoughTheSenderClosed()
    {
        Pair pair = Establish();
        long sent = Fill(pair.Server);
        Loop.Close(pair.Server);
        long received = 0;
        IoStatus end = IoStatus.Done;
        TurnUntil(
            () =>
            {
                (long bytes, end) = Drain(Loop, pair.Client);
                received += bytes;
                return end != IoStatus.WouldBlock;
            },
            "the end");
        end.ShouldBe(IoStatus.EndOfStream);
        received.ShouldBe(sent);
    }
}
