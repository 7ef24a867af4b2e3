using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios;

public sealed class ScenarioVariantTests
{
    private static readonly Scenario Page = new()
    {
        Name = "learned-7",
        Gateway = new GatewayPlan { Template = "new" },
        Faults = [new Fault { At = TimeSpan.FromSeconds(20), Configuration = "new-1" }, new Fault { At = TimeSpan.FromSeconds(30), Kill = "a" }],
        Configurations = new Dictionary<string, string> { ["new"] = "n", ["new-1"] = "n1", ["old"] = "o", ["old-1"] = "o1" },
    };

    [Fact]
    public void OnOld_TakesTheOldConfigurations_AndEverythingElseStays()
    {
        Scenario old = ScenarioVariant.On(Page, "old", out _)!;
        old.Gateway.Template.ShouldBe("old");
        old.Faults.Select(fault => fault.Configuration).ShouldBe(["old-1", ""]);
        old.Faults[1].Kill.ShouldBe("a");
        ScenarioVariant.On(Page, "new", out _)!.Faults[0].Configuration.ShouldBe("new-1");
    }

    [Fact]
    public void ConfigurationThatIsNotThere_IsRefusedWithThoseThatAre()
    {
        ScenarioVariant.On(Page, "older", out string problem).ShouldBeNull();
        problem.ShouldBe("learned-7 brings no configuration 'older' along. It has new, old");
        ScenarioVariant.On(new Scenario { Name = "dead-host" }, "old", out problem).ShouldBeNull();
        problem.ShouldContain("drill from-incident");
    }

    [Fact]
    public void PagesOwnConfigurations_WinOverFiles()
    {
        Func<string, string?> read = ScenarioVariant.Over(Page, path => path.EndsWith("requests.yaml", StringComparison.Ordinal) ? "file" : null);
        read("peers/holdfast/old-1.yaml").ShouldBe("o1");
        read("peers/holdfast/requests.yaml").ShouldBe("file");
        read("peers/haproxy/old.cfg").ShouldBeNull();
        ScenarioVariant.Over(null, _ => "file")("peers/holdfast/old.yaml").ShouldBe("file");
    }
}
