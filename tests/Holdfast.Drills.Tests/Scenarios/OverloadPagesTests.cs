using System.Runtime.CompilerServices;
using Holdfast.Configuration;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios;

/// <summary>The pages behind `bench/run overload`: a slip in one of them would be found only after half an hour of measuring.</summary>
public class OverloadPagesTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "bench", "overload"));

    private static readonly string[] All = [.. Directory.GetFiles(Folder, "*.yaml").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. All];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryPage_IsValid_AndSaysWhichRowItIsFor(string name)
    {
        Scenario scenario = Read(name);
        scenario.Length.ShouldBeLessThan(scenario.Abort.After);
        scenario.Expectations.ShouldNotBeEmpty();
        scenario.History.ShouldStartWith("Row");
    }

    /// <summary>Holdfast and HAProxy, each page once, with the start of its servers and what protection costs: what `bench/run overload --quick` promises.</summary>
    [Fact]
    public void AllPages_QuickForTwoGateways_TakeNoMoreThan45Minutes()
    {
        TimeSpan starting = TimeSpan.FromSeconds(3);
        TimeSpan protectionCost = TimeSpan.FromSeconds(80);
        double seconds = All.Sum(name => (ScenarioScaling.Quick(Read(name)).Length + starting).TotalSeconds);
        TimeSpan.FromSeconds((2 * seconds) + protectionCost.TotalSeconds).ShouldBeLessThan(TimeSpan.FromMinutes(45));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryGateway_HasEveryConfiguration_AndNothingIsLeftBlank(string name)
    {
        Scenario scenario = Read(name);
        string[] templates = [scenario.Gateway.Template, .. scenario.Faults.Select(static fault => fault.Configuration).Where(static configuration => configuration.Length > 0)];
        string[] gateways = ["holdfast", "haproxy", "nginx", "caddy"];
        foreach (string path in gateways.SelectMany(gateway => templates.Select(GatewayKinds.Find(gateway)!.TemplatePath)))
        {
            string text = File.ReadAllText(Path.Combine(Folder, path));
            GatewayTemplate.Unfilled(GatewayTemplate.Fill(text, scenario, new GatewayFiles([], "127.0.0.1:1", "127.0.0.1:2", "/tmp/work", "", ""))).ShouldBeEmpty(path);
            text.ShouldStartWith("# ", Case.Sensitive, $"{path} says what it is");
        }
    }

    /// <summary>So large that a refusal must be cheap, so small that generator and servers are never the limit on two processors.</summary>
    [Fact]
    public void Capacity_IsBetween800And2000() =>
        All.Select(static name => Read(name).Origins.Sum(static origin => origin.Capacity)).ShouldAllBe(static capacity => capacity >= 800 && capacity <= 2000);

    private static string Here([CallerFilePath] string file = "") => file;

    private static Scenario Read(string name)
    {
        Scenario? scenario = ScenarioReader.Read(File.ReadAllText(Path.Combine(Folder, name + ".yaml")), name, name, static _ => null, out ConfigReadResult findings);
        return scenario ?? throw new Xunit.Sdk.XunitException(ConfigFindingFormatter.FormatText(findings));
    }
}
