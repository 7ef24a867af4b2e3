using System.Net;
using System.Net.Sockets;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public class LinuxNetworkTests
{
    private readonly LinuxNetwork network = new();

    [Fact]
    public void EveryAddressInIPv6Form_TakesIPv4ClientsToo()
    {
        using Listening listening = Listen("::");
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Should.NotThrow(() => client.Connect(IPAddress.Loopback, listening.Address.Port));
    }

    [Fact]
    public void EveryAddressInIPv6Form_NamesIPv4ClientsByTheirIPv4Address()
    {
        using Listening listening = Listen("::");
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, listening.Address.Port);
        using IEventLoop loop = network.CreateLoop();
        SocketId listener = loop.Adopt(listening.Release(), new IgnoringHandler());
        loop.Turn(1_000_000_000);
        loop.Accept(listener, out _, out NetworkAddress peer).ShouldBe(IoStatus.Done);
        peer.ToIPAddress().ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public void OneIPv6Address_LeavesThePortFreeForIPv4()
    {
        using Listening listening = Listen("::1");
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Should.Throw<SocketException>(() => client.Connect(IPAddress.Loopback, listening.Address.Port));
    }

    [Fact]
    public void PortTakenByAStranger_IsInUse()
    {
        using Socket stranger = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        stranger.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        stranger.Listen();
        int port = ((IPEndPoint)stranger.LocalEndPoint!).Port;

        network.Listen(NetworkAddress.FromIPv4(0x7F000001, (ushort)port), 16, out int descriptor, out _).Status.ShouldBe(IoStatus.AddressInUse);
        descriptor.ShouldBe(-1);
    }

    [Fact]
    public void AcceptedConnection_SendsWithoutDelayThoughNobodyAskedForIt()
    {
        using Listening listening = Listen("127.0.0.1");
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, listening.Address.Port);
        using IEventLoop loop = network.CreateLoop();
        SocketId listener = loop.Adopt(listening.Release(), new IgnoringHandler());
        loop.Turn(1_000_000_000);
        loop.Accept(listener, out SocketId connection, out _);
        using var accepted = new Socket(new SafeSocketHandle(loop.Detach(connection), ownsHandle: true));
        accepted.NoDelay.ShouldBeTrue();
    }

    [Fact]
    public void DeferredAccept_ShowsTheConnectionOnlyWithItsFirstBytes()
    {
        var deferring = new LinuxNetwork { DeferAcceptSeconds = 30 };
        deferring.Listen(NetworkAddress.FromIPv4(0x7F000001, 0), 16, out int descriptor, out NetworkAddress address);
        using IEventLoop loop = deferring.CreateLoop();
        SocketId listener = loop.Adopt(descriptor, new IgnoringHandler());
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, address.Port);
        loop.Turn(20_000_000);
        loop.Accept(listener, out _, out _).ShouldBe(IoStatus.WouldBlock);

        client.Send("x"u8);
        loop.Turn(1_000_000_000);
        loop.Accept(listener, out _, out _).ShouldBe(IoStatus.Done);
    }

    private Listening Listen(string host)
    {
        network.Listen(NetworkAddress.From(IPAddress.Parse(host), 0), 16, out int descriptor, out NetworkAddress bound).Status.ShouldBe(IoStatus.Done);
        return new Listening(network, descriptor, bound);
    }

    private sealed class Listening(LinuxNetwork network, int descriptor, NetworkAddress address) : IDisposable
    {
        private bool released;

        public NetworkAddress Address => address;

        public int Release()
        {
            released = true;
            return descriptor;
        }

        public void Dispose()
        {
            if (!released)
            {
                network.CloseDescriptor(descriptor);
            }
        }
    }

    private sealed class IgnoringHandler : IReadinessHandler
    {
        public void OnReady(SocketId socket, Readiness readiness)
        {
        }
    }
}
