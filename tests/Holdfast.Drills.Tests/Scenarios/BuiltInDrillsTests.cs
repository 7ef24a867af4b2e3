using Holdfast.Configuration;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios;

public class BuiltInDrillsTests
{
    public static TheoryData<string> Names => [.. BuiltInDrills.Names];

    [Fact]
    public void TheFiveOutages_AreThere() =>
        BuiltInDrills.Names.ShouldBe(["dead-host", "marketing-surge", "one-character", "pool-exhaustion", "sandbox-crowd"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryDrill_IsValid_AndShortEnough(string name)
    {
        Scenario scenario = Read(name);
        scenario.Length.ShouldBeLessThan(TimeSpan.FromMinutes(5));
        ScenarioScaling.Quick(scenario).Length.ShouldBeLessThan(TimeSpan.FromSeconds(55));
        scenario.Expectations.ShouldNotBeEmpty();
        scenario.History.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryGateway_HasEveryConfiguration_AndNothingIsLeftBlank(string name)
    {
        Scenario scenario = Read(name);
        string[] templates = [scenario.Gateway.Template, .. scenario.Faults.Select(static fault => fault.Configuration).Where(static configuration => configuration.Length > 0)];
        foreach (GatewayKind kind in GatewayKinds.All)
        {
            foreach (string template in templates)
            {
                string path = Preflight.TemplatePath(kind, template);
                string text = BuiltInDrills.Read(path).ShouldNotBeNull(path);
                GatewayTemplate.Unfilled(GatewayTemplate.Fill(text, scenario, new GatewayFiles([], "127.0.0.1:1", "127.0.0.1:2", "/tmp/work", "", ""))).ShouldBeEmpty(path);
                text.ShouldStartWith("# ", Case.Sensitive, $"{path} says what it is");
            }
        }
    }

    [Fact]
    public void OneCharacter_IsOneCharacter()
    {
        foreach (string file in new[] { "haproxy/weights{0}.cfg", "haproxy-naive/weights{0}.cfg", "nginx/weights{0}.conf", "caddy/weights{0}.caddyfile" })
        {
            string right = WithoutComments(BuiltInDrills.Read("peers/" + string.Format(file, ""))!);
            string wrong = WithoutComments(BuiltInDrills.Read("peers/" + string.Format(file, "-wrong"))!);
            wrong.Length.ShouldBe(right.Length, file);
            right.Zip(wrong).Count(static pair => pair.First != pair.Second).ShouldBe(1, file);
        }
    }

    private static string WithoutComments(string text) => string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith('#')));

    private static Scenario Read(string name)
    {
        Scenario? scenario = ScenarioReader.Read(BuiltInDrills.Read(name + ".yaml")!, name, name, static _ => null, out ConfigReadResult findings);
        return scenario ?? throw new Xunit.Sdk.XunitException(ConfigFindingFormatter.FormatText(findings));
    }
}
