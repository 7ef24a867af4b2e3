namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class PoolWithoutWeightTests
{
    [Fact]
    public void AllWeightsZero_IsFound() =>
        RuleAssert.Fires("pool-without-weight", Reader.WithPool("servers: [{ address: \"a:1\", weight: 0 }, { address: \"b:1\", weight: 0 }]"), "pools.shop.servers");

    [Fact]
    public void UnreadableWeight_IsOneFindingOnly() =>
        Reader.Single(Reader.WithPool("servers: [{ address: \"a:1\", weight: 0 }, { address: \"b:1\", weight: 1001 }]")).Remedy.ShouldContain("0 to 1000");

    [Fact]
    public void OneWeightAboveZero_IsSilent() =>
        RuleAssert.Silent("pool-without-weight", Reader.WithPool("servers: [{ address: \"a:1\", weight: 0 }, \"b:1\"]"));
}
