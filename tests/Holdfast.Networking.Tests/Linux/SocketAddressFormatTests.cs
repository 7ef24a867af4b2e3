using System.Net;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public class SocketAddressFormatTests
{
    [Theory]
    [InlineData("127.0.0.1", 80)]
    [InlineData("0.0.0.0", 0)]
    [InlineData("255.254.253.252", 65535)]
    [InlineData("::1", 8443)]
    [InlineData("2001:db8::ff00:42:8329", 1)]
    public void Written_IsWhatTheRuntimeWritesAndReadsBack(string host, int port)
    {
        NetworkAddress address = NetworkAddress.From(IPAddress.Parse(host), port);
        byte[] written = new byte[SocketAddressFormat.MaximumBytes];
        int bytes = SocketAddressFormat.Write(address, written);

        SocketAddress runtime = new IPEndPoint(IPAddress.Parse(host), port).Serialize();
        written.AsSpan(0, bytes).SequenceEqual(runtime.Buffer.Span[..bytes]).ShouldBeTrue();
        bytes.ShouldBe(runtime.Size);
        SocketAddressFormat.Read(written).ShouldBe(address);
    }

    [Fact]
    public void UnixAddress_IsNoNetworkAddress()
    {
        byte[] unix = new byte[SocketAddressFormat.MaximumBytes];
        unix[0] = Kernel.AddressFamilyUnix;
        SocketAddressFormat.Read(unix).ShouldBe(default);
    }
}
