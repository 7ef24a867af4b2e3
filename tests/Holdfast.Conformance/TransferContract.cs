using Holdfast.Networking;

namespace Holdfast.Conformance;

public abstract class TransferContract(INetwork network) : LoopContract(network)
{
    [Fact]
    public void NothingSent_ReceiveWouldBlock()
    {
        Pair pair = Establish();
        Loop.Receive(pair.Server, new byte[10]).Status.ShouldBe(IoStatus.WouldBlock);
    }

    [Fact]
    public void SmallReceives_GetTheBytesInOrder()
    {
        Pair pair = Establish();
        SendAll(pair.Client, "abcdef"u8);
        ReceiveExactly(pair.Server, 2).ShouldBe("ab"u8.ToArray());
        ReceiveExactly(pair.Server, 4).ShouldBe("cdef"u8.ToArray());
    }

    [Fact]
    public void BytesLeftUnread_AreNotReportedAgainUntilMoreCome()
    {
        Pair pair = Establish();
        SendAll(pair.Client, "abcdef"u8);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.Readable), "the server to be readable");
        Loop.Receive(pair.Server, new byte[2]).Bytes.ShouldBe(2);
        pair.ServerHandler.Clear();
        TurnUntilQuiet();
        pair.ServerHandler.Reports.ShouldBeEmpty();

        SendAll(pair.Client, "g"u8);
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.Readable), "the new bytes to be reported");
        Drain(Loop, pair.Server).ShouldBe((5, IoStatus.WouldBlock));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(200, 30_000)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void HeadAndBodySentTogether_ArriveAsOneStream(int headBytes, int bodyBytes)
    {
        Pair pair = Establish();
        byte[] whole = [.. Enumerable.Range(0, headBytes + bodyBytes).Select(i => (byte)(i * 7))];
        IoResult result = Loop.Send(pair.Client, whole.AsSpan(0, headBytes), whole.AsSpan(headBytes));
        result.Status.ShouldBe(IoStatus.Done);
        result.Bytes.ShouldBe(whole.Length);
        ReceiveExactly(pair.Server, whole.Length).ShouldBe(whole);
    }

    [Fact]
    public void PeerDoesNotRead_SendWouldBlockAndWritableFollowsOnceItReads()
    {
        Pair pair = Establish();
        long sent = Fill(pair.Server);
        sent.ShouldBeGreaterThan(0);
        TurnUntilQuiet();
        pair.ServerHandler.Clear();

        long received = 0;
        TurnUntil(
            () =>
            {
                received += Drain(Loop, pair.Client).Bytes;
                return received == sent;
            },
            "all bytes");
        TurnUntil(() => pair.ServerHandler.Seen.HasFlag(Readiness.Writable), "the sender to be writable again");
        SendAll(pair.Server, "more"u8);
        ReceiveExactly(pair.Client, 4).ShouldBe("more"u8.ToArray());
    }

    [Fact]
    public void SendWouldBlockBeforeTheConnectionIsWatched_WritableFollowsTheWatch()
    {
        Pair pair = EstablishUnwatched();
        long sent = Fill(pair.Server);
        Loop.Watch(pair.Server, pair.ServerHandler);
        long received = 0;
        TurnUntil(
            () =>
            {
                received += Drain(Loop, pair.Client).Bytes;
                return received == sent && pair.ServerHandler.Seen.HasFlag(Readiness.Writable);
            },
            "the sender to be writable again");
    }

    [Fact]
    public void LargeBodyThroughSmallReads_ArrivesWholeAndInOrder()
    {
        Pair pair = Establish();
        byte[] body = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i % 251))];
        byte[] received = new byte[body.Length];
        int sent = 0;
        int filled = 0;
        TurnUntil(
            () =>
            {
                sent += sent < body.Length ? Loop.Send(pair.Client, body.AsSpan(sent)).Bytes : 0;
                IoResult result = IoResult.Moved(0);
                while (filled < body.Length && (result = Loop.Receive(pair.Server, received.AsSpan(filled, Math.Min(5000, body.Length - filled)))).IsDone)
                {
                    filled += result.Bytes;
                }

                return filled == body.Length;
            },
            "the body");
        received.AsSpan().SequenceEqual(body).ShouldBeTrue();
    }
}
