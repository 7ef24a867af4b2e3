namespace Holdfast.DataPlane.Tests.Overload;

/// <summary>Which upgrades wait for a slot, and which are refused because to wait would help nobody.</summary>
public sealed class SessionPlaceTests
{
    [Theory]
    [InlineData("place and slot, place and slot", true, false)]
    [InlineData("place and slot, place", true, false)]
    [InlineData("place and slot, slot", true, false)]
    [InlineData("place, place", true, false)]
    [InlineData("place, nothing", true, false)]
    [InlineData("place, slot", true, true)]
    [InlineData("place, slot", false, false)]
    [InlineData("slot, slot", true, true)]
    [InlineData("slot, slot", false, true)]
    [InlineData("nothing, nothing", true, true)]
    public void IsHopeless_WhenNoServerHasAPlaceOrOnlyOthersHaveSlots(string has, bool wasAsked, bool expected)
    {
        string[] each = has.Split(", ");
        ServerState[] servers = PoolFixture.EqualServers(each.Length);
        for (int i = 0; i < each.Length; i++)
        {
            (servers[i].Limit, servers[i].Places.Maximum) = (1, 1);
            _ = each[i].Contains("place", StringComparison.Ordinal) || servers[i].Places.TryTake();
            _ = each[i].Contains("slot", StringComparison.Ordinal) || servers[i].TryEnter();
        }

        SessionPlace.IsHopeless(servers, wasAsked).ShouldBe(expected);
    }
}
