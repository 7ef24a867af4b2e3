using Change = Holdfast.Cli.ConfigDifference.Change;

namespace Holdfast.Cli.Tests;

public class ConfigDifferenceTextTests
{
    [Fact]
    public void NoDifference_IsNothing() => ConfigDifferenceText.Describe([]).ShouldBe("nothing");

    [Fact]
    public void ManyChanges_AreCounted_AndTheMaximumIsTheCallers()
    {
        Change[] changes = [.. Enumerable.Range(0, 5).Select(index => new Change($"a{index}", "1", "2"))];
        ConfigDifferenceText.Describe(changes).ShouldBe("a0 from 1 to 2; a1 from 1 to 2; a2 from 1 to 2; and 2 more");
        ConfigDifferenceText.Describe(changes, 5).ShouldEndWith("; a4 from 1 to 2");
    }

    [Fact]
    public void ProtectionThatWasSwitchedOn_IsNotAmongThoseThatAreLeftOut()
    {
        Change[] changes = [.. Enumerable.Range(0, 4).Select(index => new Change($"a{index}", "1", "2")), new Change("protection.mode", "off", "on")];
        ConfigDifferenceText.Describe(changes).ShouldBe("protection.mode from off to on; a0 from 1 to 2; a1 from 1 to 2; and 2 more");
    }

    [Theory]
    [InlineData(null, "5s", "timeouts.idle is new: 5s")]
    [InlineData("5s", null, "timeouts.idle is gone, it was 5s")]
    [InlineData("5s", "", "timeouts.idle from 5s to nothing")]
    [InlineData("[]", "a", "timeouts.idle from nothing to a")]
    public void Value_IsToldWithBothSides(string? before, string? after, string told) => ConfigDifferenceText.Describe([new Change("timeouts.idle", before, after)]).ShouldBe(told);

    [Fact]
    public void ServerThatCame_IsOneThing_WithWhatTellsItFromOthers() =>
        ConfigDifferenceText.Describe(
        [
            new Change("pools.shop.servers.e", null, "e"),
            new Change("pools.shop.servers.e.weight", null, "50"),
            new Change("pools.shop.servers.e.address", null, "10.0.0.15:80"),
        ]).ShouldBe("pools.shop.servers.e is new (weight 50)");

    [Fact]
    public void ServerInThePlaceOfAnother_IsToldWithIt_AndTheThirdByItself() =>
        ConfigDifferenceText.Describe(
        [
            new Change("pools.shop.servers.a", "a", null),
            new Change("pools.shop.servers.a.weight", "100", null),
            new Change("pools.shop.servers.b", "b", null),
            new Change("pools.shop.servers.c", null, "c"),
            new Change("pools.shop.servers.c.weight", null, "10"),
        ]).ShouldBe("pools.shop.servers: c instead of a (weight 10 instead of 100); pools.shop.servers.b is gone");

    [Fact]
    public void ServersOfOtherPools_AreNotTakenForOneAnother() =>
        ConfigDifferenceText.Describe([new Change("pools.shop.servers.a", "a", null), new Change("pools.other.servers.a", null, "a")])
            .ShouldBe("pools.shop.servers.a is gone; pools.other.servers.a is new");
}
