using Holdfast.Networking;

namespace Holdfast.Conformance;

public abstract class GenerationContract(INetwork network) : LoopContract(network)
{
    [Fact]
    public void DefaultId_NamesNothing()
    {
        Loop.Receive(default, new byte[1]).Status.ShouldBe(IoStatus.Other);
        Loop.StaleIdCount.ShouldBe(1);
    }

    [Fact]
    public void IdOfAClosedSocket_IsIgnoredAndCountedEvenWhenTheDescriptorIsUsedAgain()
    {
        Pair first = Establish();
        Loop.Close(first.Client);
        Loop.Close(first.Server);
        Pair second = Establish();
        long before = Loop.StaleIdCount;

        Loop.Close(first.Client);
        Loop.Abort(first.Server);
        Loop.ShutdownSend(first.Client);
        Loop.Watch(first.Server, first.ServerHandler);
        Loop.Detach(first.Client).ShouldBe(-1);
        Loop.Send(first.Client, "x"u8).Status.ShouldBe(IoStatus.Other);
        Loop.Send(first.Client, new byte[4000], new byte[4000]).Status.ShouldBe(IoStatus.Other);
        Loop.Receive(first.Server, new byte[1]).Status.ShouldBe(IoStatus.Other);
        Loop.FinishConnect(first.Client).ShouldBe(IoStatus.Other);
        Loop.Accept(first.Server, out _, out _).ShouldBe(IoStatus.Other);
        (Loop.StaleIdCount - before).ShouldBe(10);

        new[] { second.Client.Descriptor, second.Server.Descriptor }.ShouldBe([first.Client.Descriptor, first.Server.Descriptor], ignoreOrder: true);
        SendAll(second.Client, "still here"u8);
        ReceiveExactly(second.Server, 10).ShouldBe("still here"u8.ToArray());
    }

    [Fact]
    public void HandlerClosesAnotherSocketOfTheBatch_ItsPendingEventIsDropped()
    {
        (Pair first, Pair second) = TwoReadable();
        Action<SocketId, Readiness> closeBoth = (_, _) =>
        {
            Loop.Close(first.Server);
            Loop.Close(second.Server);
        };
        first.ServerHandler.Reaction = second.ServerHandler.Reaction = closeBoth;

        TurnUntil(() => Loop.StaleEventCount == 1, "the second event to be dropped");
        (first.ServerHandler.Reports.Count + second.ServerHandler.Reports.Count).ShouldBe(1);
    }

    [Fact]
    public void DescriptorUsedAgainWithinTheBatch_TheNewOwnerDoesNotGetTheOldEvent()
    {
        (Pair first, Pair second) = TwoReadable();
        var newOwner = new RecordingHandler();
        SocketId replacement = SocketId.None;
        Action<SocketId, Readiness> replaceOther = (socket, _) =>
        {
            SocketId other = socket == first.Server ? second.Server : first.Server;
            Loop.Close(other);
            Loop.Connect(Address, newOwner, out replacement);
            replacement.Descriptor.ShouldBe(other.Descriptor);
            replacement.Generation.ShouldNotBe(other.Generation);
        };
        first.ServerHandler.Reaction = second.ServerHandler.Reaction = replaceOther;

        TurnUntil(() => Loop.StaleEventCount == 1, "the old event to be dropped");
        newOwner.Seen.HasFlag(Readiness.Readable).ShouldBeFalse();
        TurnUntil(() => newOwner.Seen.HasFlag(Readiness.Writable), "the new connection to be established");
        newOwner.Reports.ShouldAllBe(report => report.Socket == replacement);
    }

    [Fact]
    public void HandlerThrows_TheOtherEventsOfTheBatchAreNotLost()
    {
        (Pair first, Pair second) = TwoReadable();
        first.ServerHandler.Reaction = second.ServerHandler.Reaction = (_, _) => throw new InvalidOperationException("a defect in a handler");
        for (int i = 0; i < 2; i++)
        {
            Should.Throw<InvalidOperationException>(() => TurnUntil(() => false, "the handler to throw"));
        }

        first.ServerHandler.Reports.Count.ShouldBe(1);
        second.ServerHandler.Reports.Count.ShouldBe(1);
    }

    // Two connections whose servers both have an event waiting for the next turn.
    private (Pair First, Pair Second) TwoReadable()
    {
        Pair first = Establish();
        Pair second = Establish();
        TurnUntilQuiet();
        SendAll(first.Client, "a"u8);
        SendAll(second.Client, "b"u8);
        return (first, second);
    }
}
