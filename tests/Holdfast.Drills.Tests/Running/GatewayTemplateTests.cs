using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Running;

public class GatewayTemplateTests
{
    private static readonly Scenario Scenario = new()
    {
        Origins = [new ScenarioOrigin { Name = "a", Address = "127.0.1.1:1", Weight = 5 }, new ScenarioOrigin { Name = "b", Address = "127.0.1.2:1" }],
        Gateway = new GatewayPlan { Values = new Dictionary<string, string> { ["maxconn"] = "8" } },
    };

    private static readonly GatewayFiles Files = new(["gateway"], "127.0.0.1:80", "127.0.0.1:90", "/tmp/run", "", "");

    [Fact]
    public void Blanks_AreFilled_AndLinesOfServersRepeated() =>
        GatewayTemplate.Fill("bind {LISTEN}\nserver {NAME} {SERVER} weight {WEIGHT} maxconn {MAXCONN}\nin {WORK} {ADMIN}\n", Scenario, Files)
            .ShouldBe("bind 127.0.0.1:80\nserver a 127.0.1.1:1 weight 5 maxconn 8\nserver b 127.0.1.2:1 weight 100 maxconn 8\nin /tmp/run 127.0.0.1:90\n");

    [Fact]
    public void BlankThatNothingFills_IsNamed() => GatewayTemplate.Unfilled(GatewayTemplate.Fill("queue {QUEUE} {MAXCONN} { key }", Scenario, Files)).ShouldBe(["{QUEUE}"]);
}
