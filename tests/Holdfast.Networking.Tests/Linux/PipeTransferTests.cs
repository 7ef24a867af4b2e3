using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public sealed class PipeTransferTests : IDisposable
{
    private readonly LinuxNetwork network = new();
    private readonly IEventLoop loop;
    private readonly SocketId listener;
    private readonly NetworkAddress address;
    private readonly Handler handler = new();

    public PipeTransferTests()
    {
        loop = network.CreateLoop();
        network.Listen(NetworkAddress.FromIPv4(0x7F000001, 0), 16, out int descriptor, out address);
        listener = loop.Adopt(descriptor, handler);
    }

    public void Dispose() => loop.Dispose();

    [Fact]
    public void BodyThroughThePipe_ArrivesWholeAndInOrder()
    {
        (SocketId source, SocketId incoming) = Establish();
        (SocketId outgoing, SocketId target) = Establish();
        using SplicePipe pipe = loop.TryOpenPipe(1 << 20).ShouldNotBeNull();
        byte[] body = [.. Enumerable.Range(0, 8_000_000).Select(i => (byte)(i % 251))];
        byte[] received = new byte[body.Length];
        int sent = 0;
        int filled = 0;
        for (int idle = 0; filled < body.Length; idle++)
        {
            idle.ShouldBeLessThan(1_000_000);
            sent += sent < body.Length ? loop.Send(source, body.AsSpan(sent)).Bytes : 0;
            Relay(incoming, pipe, outgoing);
            IoResult result;
            while (filled < body.Length && (result = loop.Receive(target, received.AsSpan(filled))).IsDone)
            {
                filled += result.Bytes;
            }

            loop.Turn(0);
        }

        received.AsSpan().SequenceEqual(body).ShouldBeTrue();
        pipe.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void OnlySoManyBytesAsAllowed_LeaveTheSocket()
    {
        (SocketId source, SocketId incoming) = Establish();
        using SplicePipe pipe = loop.TryOpenPipe(65536).ShouldNotBeNull();
        loop.Send(source, "bodyNEXT"u8);
        loop.Turn(1_000_000_000);
        loop.FillPipe(incoming, pipe, 4).ShouldBe(IoResult.Moved(4));
        pipe.Length.ShouldBe(4);
        byte[] rest = new byte[10];
        loop.Receive(incoming, rest).Bytes.ShouldBe(4);
        rest.AsSpan(0, 4).SequenceEqual("NEXT"u8).ShouldBeTrue();
    }

    [Fact]
    public void DrainedSocketAndEnd_AreToldApart()
    {
        (SocketId source, SocketId incoming) = Establish();
        using SplicePipe pipe = loop.TryOpenPipe(65536).ShouldNotBeNull();
        loop.FillPipe(incoming, pipe, 100).Status.ShouldBe(IoStatus.WouldBlock);
        loop.Close(source);
        loop.Turn(1_000_000_000);
        loop.FillPipe(incoming, pipe, 100).Status.ShouldBe(IoStatus.EndOfStream);
    }

    [Fact]
    public void TargetGone_DrainAnswersResetAndTheProcessLives()
    {
        (SocketId source, SocketId incoming) = Establish();
        (SocketId outgoing, SocketId target) = Establish();
        using SplicePipe pipe = loop.TryOpenPipe(65536).ShouldNotBeNull();
        loop.Abort(target);
        loop.Send(source, "lost"u8);
        loop.Turn(1_000_000_000);
        loop.FillPipe(incoming, pipe, 100).Bytes.ShouldBe(4);
        loop.DrainPipe(pipe, outgoing).Status.ShouldBe(IoStatus.Reset);
        loop.DrainPipe(pipe, outgoing).Status.ShouldBe(IoStatus.Reset);
    }

    [Fact]
    public void TargetDoesNotRead_DrainWouldBlockAndWritableFollows()
    {
        (SocketId source, SocketId incoming) = Establish();
        (SocketId outgoing, SocketId target) = Establish();
        using SplicePipe pipe = loop.TryOpenPipe(1 << 20).ShouldNotBeNull();
        byte[] memory = new byte[65536];
        IoResult drained;
        do
        {
            // Acknowledgements that arrive meanwhile make room again: go on until there is none.
            loop.Send(source, memory);
            loop.Turn(0);
            loop.FillPipe(incoming, pipe, 1 << 20);
            drained = loop.DrainPipe(pipe, outgoing);
        }
        while (drained.IsDone);
        drained.Status.ShouldBe(IoStatus.WouldBlock);
        int inside = pipe.Length;
        handler.Seen.Clear();
        for (int turn = 0; !handler.Seen.GetValueOrDefault(outgoing).HasFlag(Readiness.Writable); turn++)
        {
            turn.ShouldBeLessThan(10_000);
            loop.Receive(target, memory);
            loop.Turn(1_000_000);
        }

        loop.DrainPipe(pipe, outgoing).Bytes.ShouldBeInRange(1, inside);
    }

    private void Relay(SocketId from, SplicePipe pipe, SocketId to)
    {
        while (true)
        {
            IoStatus status = loop.FillPipe(from, pipe, 1 << 20).Status;
            if (pipe.IsEmpty || (!loop.DrainPipe(pipe, to).IsDone && status != IoStatus.Done))
            {
                return;
            }
        }
    }

    private (SocketId Client, SocketId Server) Establish()
    {
        loop.Connect(address, handler, out SocketId client);
        SocketId server;
        while (loop.Accept(listener, out server, out _) != IoStatus.Done)
        {
            loop.Turn(10_000_000);
        }

        loop.Watch(server, handler);
        while (loop.Turn(1_000_000) > 0)
        {
        }

        return (client, server);
    }

    private sealed class Handler : IReadinessHandler
    {
        public Dictionary<SocketId, Readiness> Seen { get; } = [];

        public void OnReady(SocketId socket, Readiness readiness) => Seen[socket] = Seen.GetValueOrDefault(socket) | readiness;
    }
}
