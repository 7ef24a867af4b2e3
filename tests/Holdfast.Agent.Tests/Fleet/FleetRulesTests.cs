using Holdfast.Agent.Fleet;

namespace Holdfast.Agent.Tests.Fleet;

public class FleetRulesTests
{
    [Fact]
    public void EveryRule_IsInTheRegistryOnce() =>
        FleetRules.All.Select(rule => rule.GetType()).ShouldBe(typeof(IFleetRule).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IFleetRule)) && !type.IsAbstract), ignoreOrder: true);
}
