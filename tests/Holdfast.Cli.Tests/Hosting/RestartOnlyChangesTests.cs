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

    [Fact]
    public void ChangedPools_AreNot() =>
        RestartOnlyChanges.Find(new GatewayConfig(), new GatewayConfig { Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() } }, "gateway.yaml").ShouldBeEmpty();
}
