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
                string path = kind.TemplatePath(template);
                string text = BuiltInDrills.Read(path).ShouldNotBeNull(path);
                GatewayTemplate.Unfilled(GatewayTemplate.Fill(text, scenario, new GatewayFiles([], "127.0.0.1:1", "127.0.0.1:2", "/tmp/work", "", ""))).ShouldBeEmpty(path);
                text.ShouldStartWith("# ", Case.Sensitive, $"{path} says what it is");
            }
        }
    }

    /// <summary>Beside the five outages, and none of them: run by their path.</summary>
    [Theory]
    [InlineData("variants/monitoring-load")]
    [InlineData("variants/pool-exhaustion-bound")]
    public void Variant_IsValid_AndBringsItsConfigurationsAlong(string name)
    {
        BuiltInDrills.Names.ShouldNotContain(name);
        Scenario scenario = Read(name);
        ScenarioScaling.Quick(scenario).Length.ShouldBeLessThan(TimeSpan.FromSeconds(55));
        scenario.Expectations.Select(static one => one.That).ShouldContain("cause-first");
        foreach (string template in scenario.Faults.Select(static fault => fault.Configuration).Append(scenario.Gateway.Template).Where(static configuration => configuration.Length > 0))
        {
            string text = GatewayTemplate.Fill(scenario.Configurations[template], scenario, new GatewayFiles([], "127.0.0.1:1", "127.0.0.1:2", "/tmp/work", "", ""));
            GatewayTemplate.Unfilled(text).ShouldBeEmpty(template);
            scenario.Origins.ShouldAllBe(origin => text.Contains(origin.Address), template);
        }
    }

    [Fact]
    public void OneCharacter_IsOneCharacter()
    {
        // Holdfast is given what HAProxy understood: several numbers.
        foreach (GatewayKind kind in GatewayKinds.All.Where(static kind => kind.Package is not null))
        {
            string right = WithoutComments(BuiltInDrills.Read(kind.TemplatePath("weights"))!);
            string wrong = WithoutComments(BuiltInDrills.Read(kind.TemplatePath("weights-wrong"))!);
            wrong.Length.ShouldBe(right.Length, kind.Name);
            right.Zip(wrong).Count(static pair => pair.First != pair.Second).ShouldBe(1, kind.Name);
        }
    }

    /// <summary>A scenario of one's own may have other servers, and more of them.</summary>
    [Theory]
    [InlineData("requests")]
    [InlineData("sessions")]
    public void Configuration_NamesTheScenariosServers_AndNoOthers(string template)
    {
        Scenario scenario = Read("dead-host");
        scenario = scenario with { Origins = [.. Enumerable.Range(1, 6).Select(index => new ScenarioOrigin { Name = $"s{index}", Address = $"127.0.9.{index}:18000" })] };
        foreach (GatewayKind kind in GatewayKinds.All)
        {
            string text = GatewayTemplate.Fill(BuiltInDrills.Read(kind.TemplatePath(template))!, scenario, new GatewayFiles([], "127.0.0.1:1", "127.0.0.1:2", "/tmp/work", "", ""));
            scenario.Origins.ShouldAllBe(origin => text.Contains(origin.Address), kind.Name);
            text.ShouldNotContain("127.0.1.", Case.Sensitive, kind.Name);
        }
    }

    private static string WithoutComments(string text) => string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith('#')));

    private static Scenario Read(string name)
    {
        Scenario? scenario = ScenarioReader.Read(BuiltInDrills.Read(name + ".yaml")!, name, name, static _ => null, out ConfigReadResult findings);
        return scenario ?? throw new Xunit.Sdk.XunitException(ConfigFindingFormatter.FormatText(findings));
    }
}
