using System.Net;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Forwarding;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1:8080", "192.0.2.1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:c000:201", "192.0.2.1")]
    [InlineData("[::FFFF:c000:201]:80", "192.0.2.1")]
    [InlineData("[::ffff:192.0.2.1]:80", "192.0.2.1")]
    public void IPv4_IsReadWhole(string text, string address)
    {
        Read(text, out NetworkAddress read).ShouldBeTrue();
        read.ShouldBe(NetworkAddress.From(IPAddress.Parse(address), 0));
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6")]
    [InlineData("2001:db8:1:2::")]
    [InlineData("2001:db8::1")]
    [InlineData("2001:DB8::1:2:3:4:5")]
    [InlineData("1::2:3:4:5:6:7")]
    [InlineData("::1")]
    [InlineData("::1:2:3:4:5:6:7")]
    [InlineData("::")]
    [InlineData("1:2:3:4:5:6:7::")]
    [InlineData("fe80:0:0:0:1:2:3:4")]
    public void IPv6_IsReadAsItsNetwork(string text)
    {
        ulong network = NetworkAddress.From(IPAddress.Parse(text), 0).High;
        foreach (string form in new[] { text, $"[{text}]", $"[{text}]:443" })
        {
            Read(form, out NetworkAddress read).ShouldBeTrue(form);
            read.High.ShouldBe(network, form);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("_hidden")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.")]
    [InlineData("[")]
    [InlineData("[]x")]
    [InlineData("1:2:3")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("12345::1")]
    [InlineData("g::1")]
    public void AnythingElse_IsNoAddress(string text) => Read(text, out _).ShouldBeFalse(text);

    private static bool Read(string text, out NetworkAddress address) => AddressText.TryRead(Encoding.ASCII.GetBytes(text), out address);
}
