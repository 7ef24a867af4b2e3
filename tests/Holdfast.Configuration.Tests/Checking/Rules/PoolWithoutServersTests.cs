namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class PoolWithoutServersTests
{
    [Fact]
    public void EmptyList_IsFound() => RuleAssert.Fires("pool-without-servers", Reader.WithPool("servers: []"), "pools.shop.servers");

    [Fact]
    public void MissingList_IsOneFindingOnly() => Reader.Single(Reader.WithPool("balance: random")).Message.ShouldBe("servers is missing");

    [Fact]
    public void UnreadableList_IsOneFindingOnly() => Reader.Single(Reader.WithPool("servers: 127.0.0.1:8001")).Message.ShouldContain("takes a list of servers");

    [Fact]
    public void OneServer_IsSilent() => RuleAssert.Silent("pool-without-servers", Reader.With(""));
}
