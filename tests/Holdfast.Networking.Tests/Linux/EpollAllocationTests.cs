using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public class EpollAllocationTests
{
    [Fact]
    public void ConnectExchangeAndClose_AllocateNothingAfterWarmUp()
    {
        var network = new LinuxNetwork();
        using IEventLoop loop = network.CreateLoop();
        network.Listen(NetworkAddress.FromIPv4(0x7F000001, 0), 16, out int descriptor, out NetworkAddress address);
        var handler = new CountingHandler();
        SocketId listener = loop.Adopt(descriptor, handler);
        byte[] memory = new byte[64 * 1024];

        RunRounds(loop, listener, address, handler, memory, 500);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RunRounds(loop, listener, address, handler, memory, 2000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        handler.Reports.ShouldBeGreaterThan(2500);
    }

    private static void RunRounds(IEventLoop loop, SocketId listener, NetworkAddress address, IReadinessHandler handler, byte[] memory, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            loop.Connect(address, handler, out SocketId client);
            SocketId server;
            while (loop.Accept(listener, out server, out _) != IoStatus.Done)
            {
                loop.Turn(1_000_000);
            }

            loop.Watch(server, handler);
            loop.Send(client, memory.AsSpan(0, 100));
            loop.Send(server, memory.AsSpan(0, 200), memory.AsSpan(0, 10_000));
            loop.Send(server, memory.AsSpan(0, 50), memory.AsSpan(0, 100));
            loop.Send(server, memory.AsSpan(0, 20_000));
            loop.Turn(0);
            loop.Wake();
            loop.TurnUntil(0, 1 + round);
            loop.Receive(server, memory);
            loop.Receive(client, memory);
            loop.ShutdownSend(client);
            loop.Turn(0);
            loop.FinishConnect(client);
            loop.Close(client);
            loop.Abort(server);
            loop.Turn(0);
        }
    }

    private sealed class CountingHandler : IReadinessHandler
    {
        public int Reports { get; private set; }

        public void OnReady(SocketId socket, Readiness readiness) => Reports++;
    }
}
