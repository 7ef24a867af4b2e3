using System.Net;
using System.Text;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Tests.Overload.Clients;

public sealed class ClientIdentityTests
{
    private static readonly string[] Addresses = ["10.1.2.3", "10.1.2.4", "10.1.3.3", "2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:3::1"];

    [Theory]
    [InlineData(ClientKeySource.Client, 0, 1, false)]
    [InlineData(ClientKeySource.Client, 3, 4, true)]
    [InlineData(ClientKeySource.Client, 3, 5, false)]
    [InlineData(ClientKeySource.Network, 0, 1, true)]
    [InlineData(ClientKeySource.Network, 0, 2, false)]
    [InlineData(ClientKeySource.Network, 3, 4, true)]
    [InlineData(ClientKeySource.Network, 3, 5, false)]
    [InlineData(ClientKeySource.Route, 0, 3, true)]
    public void TwoAddresses_AreOneClientWhenTheyBelongTogether(ClientKeySource source, int first, int second, bool same) =>
        (Of(source, "", Addresses[first]) == Of(source, "", Addresses[second])).ShouldBe(same);

    [Theory]
    [InlineData(ClientKeySource.Header, "X-Customer", "X-Customer: a", "X-Customer: b")]
    [InlineData(ClientKeySource.Cookie, "session", "Cookie: x=1; session=a", "Cookie: x=1; session=b")]
    [InlineData(ClientKeySource.Key, "", "X-Api-Key: a", "X-Api-Key: b")]
    [InlineData(ClientKeySource.Key, "", "Authorization: Bearer a", "Authorization: Bearer b")]
    public void TwoValues_AreTwoClientsWhereverTheyComeFrom(ClientKeySource source, string name, string first, string second)
    {
        Of(source, name, Addresses[0], first).ShouldBe(Of(source, name, Addresses[1], first));
        Of(source, name, Addresses[0], first).ShouldNotBe(Of(source, name, Addresses[0], second));
    }

    [Theory]
    [InlineData(ClientKeySource.Header, "X-Customer")]
    [InlineData(ClientKeySource.Cookie, "session")]
    [InlineData(ClientKeySource.Key, "")]
    public void ValueIsMissing_AddressTellsClientsApart(ClientKeySource source, string name)
    {
        Of(source, name, Addresses[0]).ShouldBe(Of(ClientKeySource.Client, "", Addresses[0]));
        Of(source, name, Addresses[0]).ShouldNotBe(Of(source, name, Addresses[1]));
    }

    [Fact]
    public void OtherProcess_HasOtherHashes() => Of(ClientKeySource.Client, "", Addresses[0], seed: 1).ShouldNotBe(Of(ClientKeySource.Client, "", Addresses[0], seed: 2));

    [Fact]
    public void Port_DoesNotMatter()
    {
        var identity = new ClientIdentity(ClientKey.Client, 1);
        (byte[] input, RequestHead head) = Parse("");
        identity.Of(input, head, NetworkAddress.FromIPv4(9, 1)).ShouldBe(identity.Of(input, head, NetworkAddress.FromIPv4(9, 2)));
    }

    private static ulong Of(ClientKeySource source, string name, string address, string field = "", ulong seed = 5)
    {
        (byte[] input, RequestHead head) = Parse(field);
        return new ClientIdentity(new ClientKey(source, name), seed).Of(input, head, NetworkAddress.From(IPAddress.Parse(address), 80));
    }

    private static (byte[] Input, RequestHead Head) Parse(string field)
    {
        byte[] input = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: a\r\n{(field.Length > 0 ? field + "\r\n" : "")}\r\n");
        var head = new RequestHead(HeadLimits.Default);
        RequestParser.Parse(input, head, HeadLimits.Default).ShouldBe(ParseStatus.Complete);
        return (input, head);
    }
}
