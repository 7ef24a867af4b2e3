using Holdfast.Configuration;

namespace Holdfast.Cli.Tests;

public class RestartOnlyChangesTests
{
    [Fact]
    public void ChangedWorkers_AreNamed()
    {
        ConfigFinding finding = RestartOnlyChanges.Find(new GatewayConfig { Workers = 2 }, new GatewayConfig { Workers = 4 }, "gateway.yaml").ShouldHaveSingleItem();
        finding.Path.ShouldBe("workers");
        finding.Severity.ShouldBe(Severity.Warning);
    }

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 0)]
    public void AdminSide_FollowsWhenItIsSwitchedOn_ButNotOff(bool before, bool after, int findings) =>
        RestartOnlyChanges.Find(WithAdmin(before), WithAdmin(after), "gateway.yaml").Count.ShouldBe(findings);

    [Fact]
    public void ChangedPools_AreNot() =>
        RestartOnlyChanges.Find(new GatewayConfig(), new GatewayConfig { Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() } }, "gateway.yaml").ShouldBeEmpty();

    private static GatewayConfig WithAdmin(bool enabled) => new() { Admin = new AdminConfig { Enabled = enabled } };
}
