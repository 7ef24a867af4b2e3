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
    [InlineData("0::ffff:c000:201", "192.0.2.1")]
    [InlineData("::0:ffff:c000:201", "192.0.2.1")]
    [InlineData("0:0:0:0:0:ffff:c000:201", "192.0.2.1")]
    [InlineData("[0000:0000:0000:0000:0000:ffff:c000:0201]:80", "192.0.2.1")]
    [InlineData("0:0:0:0:0:FFFF:192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:0:1", "0.0.0.1")]
    [InlineData("[192.0.2.1]:80", "192.0.2.1")]
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
    [InlineData("2001:db8:1:2::77")]
    [InlineData("0:0:0:0:0:fffe:c000:201")]
    [InlineData("::c000:201")]
    [InlineData("::192.0.2.1")]
    [InlineData("64:ff9b::192.0.2.1")]
    [InlineData("64:FF9B:1:2:3:4:192.0.2.1")]
    [InlineData("1:2:3:4:5::192.0.2.1")]
    public void IPv6_IsReadWhole(string text)
    {
        NetworkAddress address = NetworkAddress.From(IPAddress.Parse(text), 0);
        foreach (string form in new[] { text, $"[{text}]", $"[{text}]:443" })
        {
            Read(form, out NetworkAddress read).ShouldBeTrue(form);
            read.ShouldBe(address, form);
        }
    }

    /// <summary>The framework's reader, which allocates, is the model.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyAddressInAnySpelling_IsWhatTheFrameworkReads(ulong seed)
    {
        SeededRandom random = new(seed);
        for (int round = 0; round < 20_000; round++)
        {
            string text = Spelling(random);
            bool isAddress = IPAddress.TryParse(text, out IPAddress? expected);
            Read(text, out NetworkAddress read).ShouldBe(isAddress, $"{text}, seed {seed}");
            read.ShouldBe(isAddress ? NetworkAddress.From(expected!, 0) : default, $"{text}, seed {seed}");
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
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1:2:3:4::5:6:7:8")]
    [InlineData("::1:2:3:4:5:6:7:8")]
    [InlineData(":1:2:3:4:5:6:7:8")]
    [InlineData(":::")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[fe80::1%25eth0]:80")]
    [InlineData("192.0.2.1::")]
    [InlineData("1:192.0.2.1::2")]
    [InlineData("::192.0.2.1:1")]
    [InlineData("::ffff:192.0.2")]
    [InlineData("::ffff:192.0.2.256")]
    [InlineData("x::ffff:192.0.2.1")]
    [InlineData("1:2:3:4:5:6:7:192.0.2.1")]
    [InlineData("1:2:3:4:5:6::192.0.2.1")]
    [InlineData("1:2:192.0.2.1")]
    public void AnythingElse_IsNoAddress(string text) => Read(text, out _).ShouldBeFalse(text);

    private static bool Read(string text, out NetworkAddress address) => AddressText.TryRead(Encoding.ASCII.GetBytes(text), out address);

    /// <summary>Groups, often too many or too few, with or without a gap and an end as IPv4 writes it. Many are no addresses.</summary>
    private static string Spelling(SeededRandom random)
    {
        int groups = random.Next(7) + 3;
        int gap = random.Next(2 * groups);
        StringBuilder text = new();
        for (int group = 0; group < groups; group++)
        {
            text.Append(group == 0 ? "" : ":").Append(group == gap ? ":" : "");
            text.Append(random.Next(4) switch
            {
                0 => "0",
                1 => "ffff",
                2 => random.Next(0x10000).ToString("X4", System.Globalization.CultureInfo.InvariantCulture),
                _ => random.Next(0x100).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            });
        }

        return text.Append(random.Next(4) == 0 ? $":192.0.2.{random.Next(256)}" : gap == groups ? "::" : "").ToString();
    }
}
