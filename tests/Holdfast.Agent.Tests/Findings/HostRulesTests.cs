using Holdfast.Agent.Findings;

namespace Holdfast.Agent.Tests.Findings;

public class HostRulesTests
{
    [Fact]
    public void EveryRule_IsInTheRegistryOnce()
    {
        Type[] written = [.. typeof(IHostRule).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IHostRule)) && !type.IsAbstract)];
        HostRules.All.Select(rule => rule.GetType()).ShouldBe(written, ignoreOrder: true);
        HostRules.All.Select(rule => rule.Kind).ShouldBeUnique();
    }

    [Fact]
    public void HealthyHost_HasNoFindings()
    {
        foreach (IHostRule rule in HostRules.All)
        {
            new FixtureHost(rule).After(60, _ => FixtureHost.Calm).ShouldBeEmpty(rule.Kind);
        }
    }
}
