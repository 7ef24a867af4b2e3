using System.Net;
using System.Net.Sockets;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

/// <summary>A listening socket that two owners hold open, as during a takeover.</summary>
public sealed class SharedListenerTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void ListenerClosedHereButOpenElsewhere_IsNotWatchedHereAnyMore()
    {
        var network = new LinuxNetwork();
        network.Listen(NetworkAddress.FromIPv4(0x7F000001, 0), 16, out int listening, out NetworkAddress address);
        int elsewhere = SecondDescriptorOf(listening);
        using IEventLoop loop = network.CreateLoop();
        SocketId listener = loop.Adopt(listening, new NoHandler());
        loop.Close(listener);

        // Still listening through the other descriptor, so the kernel completes the connect.
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, address.Port);
        loop.Turn(20_000_000);
        loop.StaleEventCount.ShouldBe(0);
        network.CloseDescriptor(elsewhere);
    }

    // Passing to oneself gives a second number for the same open socket, as a takeover gives another process one.
    private int SecondDescriptorOf(int descriptor)
    {
        string path = Path.Combine(directory, "self");
        using DescriptorListener listener = DescriptorChannel.Listen(path);
        using DescriptorChannel receiver = DescriptorChannel.Connect(path, TimeSpan.FromSeconds(5)).ShouldNotBeNull();
        using DescriptorChannel sender = listener.Accept(TimeSpan.FromSeconds(5)).ShouldNotBeNull();
        sender.Send("x"u8, [descriptor]);
        List<int> received = [];
        receiver.Receive(new byte[1], received);
        return received[0];
    }

    private sealed class NoHandler : IReadinessHandler
    {
        public void OnReady(SocketId socket, Readiness readiness)
        {
        }
    }
}
