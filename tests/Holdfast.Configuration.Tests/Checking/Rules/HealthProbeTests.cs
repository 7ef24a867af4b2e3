namespace Holdfast.Configuration.Tests.Checking.Rules;

public sealed class HealthProbeTests
{
    private static string With(string health) => Reader.WithPool($"servers: [\"a:1\"]\nhealth: {health}");

    [Theory]
    [InlineData("{ path: healthz }", "path")]
    [InlineData("{ path: \"/a b\" }", "path")]
    [InlineData("{ path: \"/a\\r\\nEvil: 1\" }", "path")]
    [InlineData("{ path: /a, host: \"a b\" }", "host")]
    [InlineData("{ path: /a, host: \"a\\r\\nEvil: 1\" }", "host")]
    public void ProbeThatCannotBeRequested_IsFound(string health, string key) => RuleAssert.Fires("health-probe", With(health), $"pools.shop.health.{key}");

    [Theory]
    [InlineData("{ host: a.example }", "host")]
    [InlineData("{ expectStatus: 200 }", "expectStatus")]
    public void SettingOfAnHttpProbeWithoutPath_IsAWarning(string health, string key) => RuleAssert.Fires("health-probe", With(health), $"pools.shop.health.{key}", Severity.Warning);

    [Theory]
    [InlineData("{ path: /healthz?full=1, host: \"a.example:8080\", expectStatus: 200 }")]
    [InlineData("{}")]
    public void OrdinaryProbe_IsSilent(string health) => RuleAssert.Silent("health-probe", With(health));
}
