namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class ServerTwiceTests
{
    [Fact]
    public void SameAddress_IsFoundAtTheLater() =>
        RuleAssert.Fires("server-twice", Reader.WithPool("servers: [\"app:1\", { address: \"APP:1\", weight: 3 }]"), "pools.shop.servers[1].address").Remedy.ShouldContain("weight");

    [Fact]
    public void SameName_IsFoundAtTheLater() =>
        RuleAssert.Fires("server-twice", Reader.WithPool("servers: [{ address: \"a:1\", name: x }, { address: \"b:1\", name: x }]"), "pools.shop.servers[1].name");

    [Fact]
    public void OtherPortOrOtherPool_IsSilent() =>
        RuleAssert.Silent("server-twice", Reader.WithPool("servers: [\"a:1\", \"a:2\"]\nother: 1").Replace("\n    other: 1", "\n  spare: { servers: [\"a:1\"] }"));
}
