using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class ServerNamesTests
{
    [Theory]
    [InlineData("server a of pool shop and 1 more of 3 (b) are dead or sick, the other servers are not", "servers a and b of pool shop, 2 of 3, are dead or sick, the other one is not")]
    [InlineData("server a of pool shop and 2 more of 9 (b, c) are dead or sick, the other servers are not", "servers a, b and c of pool shop, 3 of 9, are dead or sick, the other servers are not")]
    [InlineData("server a of pool shop and 5 more of 9 (b, c and 3 more) are dead or sick, d was out before", "servers a, b, c and 3 more of pool shop, 6 of 9, are dead or sick, d was out before")]
    [InlineData("server a of pool shop and 1 more of 3 are dead or sick", "server a of pool shop and 1 more of 3 are dead or sick")]
    [InlineData("server a of pool shop is dead or sick", "server a of pool shop is dead or sick")]
    public void ClaimOfSeveral_NamesThem(string claim, string told) => ServerNames.Of(claim).ShouldBe(told);

    [Theory]
    [InlineData("server a", "a")]
    [InlineData("servers a and b", "a", "b")]
    [InlineData("servers a, b and c", "a", "b", "c")]
    [InlineData("4 servers", "a", "b", "c", "d")]
    public void ManyNames_AreCounted(string told, params string[] names) => ServerNames.InWords(names).ShouldBe(told);
}
