using Holdfast.Foundation;
using Holdfast.Networking.Simulated;

namespace Holdfast.Networking.Tests.Simulated;

public sealed class SimulatedFaultsTests : IDisposable
{
    private static readonly NetworkAddress Server = NetworkAddress.FromIPv4(0x0A00000B, 8000);

    private readonly SimulatedNetwork network = new();
    private readonly IEventLoop loop;
    private readonly SocketId listener;
    private readonly Handler handler = new();

    public SimulatedFaultsTests()
    {
        loop = network.CreateLoop();
        network.Listen(Server, 4, out int descriptor, out _).IsDone.ShouldBeTrue();
        listener = loop.Adopt(descriptor, handler);
    }

    private SimulatedFaults Faults => network.FaultsOf(Server);

    public void Dispose() => loop.Dispose();

    [Fact]
    public void ConnectsRefused_FailThoughSomebodyListens()
    {
        Faults.RefuseConnects = true;
        loop.Connect(Server, handler, out SocketId client);
        Run();
        loop.FinishConnect(client).ShouldBe(IoStatus.Refused);
        handler.Seen[client].ShouldBe(Readiness.Failed | Readiness.Readable | Readiness.Writable | Readiness.PeerClosed);
    }

    [Fact]
    public void ConnectsIgnored_StayInProgress()
    {
        Faults.IgnoreConnects = true;
        loop.Connect(Server, handler, out SocketId client);
        Run();
        loop.FinishConnect(client).ShouldBe(IoStatus.InProgress);
        handler.Seen.ShouldNotContainKey(client);
    }

    [Fact]
    public void FullAcceptQueue_LeavesFurtherConnectsUnanswered()
    {
        SocketId[] clients = [.. Enumerable.Range(0, 8).Select(_ => Connect())];
        Run();
        // A backlog of 4 holds 5, as on Linux.
        clients.Count(client => loop.FinishConnect(client) == IoStatus.Done).ShouldBe(5);
        clients.Count(client => loop.FinishConnect(client) == IoStatus.InProgress).ShouldBe(3);
    }

    [Fact]
    public void EverythingLost_NeitherBytesNorTheCloseArrive()
    {
        (SocketId client, SocketId server) = Establish();
        Faults.LoseEverything = true;
        loop.Send(client, "lost"u8).Bytes.ShouldBe(4);
        loop.Close(client);
        Run();
        loop.Receive(server, new byte[10]).Status.ShouldBe(IoStatus.WouldBlock);
    }

    [Fact]
    public void SmallSends_TakeOnlyAPart()
    {
        (SocketId client, SocketId server) = Establish();
        Faults.SendBytesMax = 3;
        loop.Send(client, "ab"u8, "cdef"u8).Bytes.ShouldBe(3);
        Run();
        byte[] received = new byte[10];
        loop.Receive(server, received).Bytes.ShouldBe(3);
        received.AsSpan(0, 3).SequenceEqual("abc"u8).ShouldBeTrue();
    }

    [Fact]
    public void ServerDiesInTheMiddleOfItsAnswer_TheClientGetsTheFirstPartAndAReset()
    {
        (SocketId client, SocketId server) = Establish();
        Faults.ResetAfterServerBytes = 4;
        loop.Send(server, "ab"u8);
        loop.Send(server, "cdef"u8);
        Run();
        byte[] received = new byte[10];
        loop.Receive(client, received).ShouldBe(IoResult.Moved(2 + 2));
        loop.Receive(client, received).Status.ShouldBe(IoStatus.Reset);
        loop.Receive(client, received).Status.ShouldBe(IoStatus.EndOfStream);
        loop.Send(server, "more"u8).Status.ShouldBe(IoStatus.Reset);
    }

    [Fact]
    public void Latency_PassesInVirtualTimeOnce()
    {
        Faults.LatencyNanoseconds = 200_000_000;
        (SocketId client, SocketId server) = Establish();
        long before = network.Clock.NowNanoseconds;
        loop.Send(client, "x"u8);
        loop.Turn(-1).ShouldBe(1);
        (network.Clock.NowNanoseconds - before).ShouldBe(200_000_000);
        loop.Receive(server, new byte[1]).Bytes.ShouldBe(1);
    }

    [Fact]
    public void LatencyThatShrinks_DoesNotReorderBytes()
    {
        (SocketId client, SocketId server) = Establish();
        Faults.LatencyNanoseconds = 1_000_000;
        loop.Send(client, "a"u8);
        Faults.LatencyNanoseconds = 1;
        loop.Send(client, "b"u8);
        Run();
        byte[] received = new byte[2];
        loop.Receive(server, received).Bytes.ShouldBe(2);
        received.ShouldBe("ab"u8.ToArray());
    }

    [Fact]
    public void NoDescriptorLeft_AcceptAndConnectSaySo()
    {
        Connect();
        Run();
        network.DescriptorLimit = network.OpenCount;
        loop.Accept(listener, out _, out _).ShouldBe(IoStatus.TooManyDescriptors);
        loop.Connect(Server, handler, out SocketId none).ShouldBe(IoStatus.TooManyDescriptors);
        none.IsNone.ShouldBeTrue();
        network.DescriptorLimit++;
        loop.Accept(listener, out _, out _).ShouldBe(IoStatus.Done);
    }

    [Fact]
    public void ListenerClosed_ResetsWhatWaitedInItsQueue()
    {
        SocketId client = Connect();
        Run();
        loop.Close(listener);
        Run();
        loop.Receive(client, new byte[1]).Status.ShouldBe(IoStatus.Reset);
    }

    [Fact]
    public void ClientGivesUpDuringTheHandshake_TheServerSeesAReset()
    {
        SocketId client = Connect();
        loop.Close(client);
        Run();
        loop.Accept(listener, out SocketId server, out _).ShouldBe(IoStatus.Done);
        loop.Receive(server, new byte[1]).Status.ShouldBe(IoStatus.Reset);
    }

    [Fact]
    public void TwoRunsFromOneSeed_AreTheSame() => Spread(17).ShouldBe(Spread(17));

    [Fact]
    public void ListenersSharingAPort_AreBothUsed()
    {
        int[] spread = Spread(5);
        spread.Sum().ShouldBe(40);
        spread.ShouldAllBe(share => share > 5, "seed 5");
    }

    private static int[] Spread(ulong seed)
    {
        var shared = new SimulatedNetwork(new VirtualClock(), new SeededRandom(seed));
        var handler = new Handler();
        using IEventLoop loop = shared.CreateLoop();
        SocketId[] listeners = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            shared.Listen(Server, 100, out int descriptor, out NetworkAddress _);
            return loop.Adopt(descriptor, handler);
        })];
        for (int i = 0; i < 40; i++)
        {
            loop.Connect(Server, handler, out _);
        }

        loop.Turn(1_000_000);
        return [.. listeners.Select(each => Enumerable.Range(0, 40).TakeWhile(_ => loop.Accept(each, out SocketId _, out NetworkAddress _) == IoStatus.Done).Count())];
    }

    private SocketId Connect()
    {
        loop.Connect(Server, handler, out SocketId client).ShouldBe(IoStatus.InProgress);
        return client;
    }

    private (SocketId Client, SocketId Server) Establish()
    {
        SocketId client = Connect();
        Run();
        loop.Accept(listener, out SocketId server, out _).ShouldBe(IoStatus.Done);
        loop.Watch(server, handler);
        Run();
        return (client, server);
    }

    private void Run()
    {
        for (int quiet = 0; quiet < 3;)
        {
            quiet = loop.Turn(1_000_000_000) == 0 ? quiet + 1 : 0;
        }
    }

    private sealed class Handler : IReadinessHandler
    {
        public Dictionary<SocketId, Readiness> Seen { get; } = [];

        public void OnReady(SocketId socket, Readiness readiness) => Seen[socket] = Seen.GetValueOrDefault(socket) | readiness;
    }
}
