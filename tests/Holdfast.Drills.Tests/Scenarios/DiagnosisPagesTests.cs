using System.Runtime.CompilerServices;
using Holdfast.Configuration;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios;

/// <summary>
/// The configurations of `bench/run diagnosis --real`. One that the gateway refuses changes nothing, and its outage is then counted among those that
/// hurt nobody: a weight of 10000, which is beyond its bound, stood there for long.
/// </summary>
public class DiagnosisPagesTests
{
    private const string Page = """
        title: Four servers
        seed: 1
        origins:
          - { name: a, capacity: 100, address: "127.0.9.1:18000", control: "127.0.9.1:19000" }
          - { name: b, capacity: 100, address: "127.0.9.2:18000", control: "127.0.9.2:19000" }
        gateway: { template: usual }
        traffic:
          - { name: users, rate: 10/s, requests: [/products] }
        phases:
          - { name: calm, for: 5s }
          - { name: trouble, for: 5s }
        trouble: trouble
        expect:
          - { that: cause-first, cause: surge, during: trouble, atMost: 5s }
        """;

    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "bench", "diagnosis", "peers", "holdfast"));

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.yaml").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryConfiguration_IsOneThatTheGatewayTakes_AndSaysWhatItIs(string name)
    {
        Scenario scenario = ScenarioReader.Read(Page, "page.yaml", "page", static _ => null, out ConfigReadResult findings)
            ?? throw new Xunit.Sdk.XunitException(ConfigFindingFormatter.FormatText(findings));
        string text = File.ReadAllText(Path.Combine(Folder, name));
        string filled = GatewayTemplate.Fill(text, scenario, new GatewayFiles([], "127.0.0.1:1", "127.0.0.1:2", "/tmp/work", "", ""));
        GatewayTemplate.Unfilled(filled).ShouldBeEmpty();
        ConfigReadResult read = ConfigReader.Read(filled, name, static _ => null);
        read.Findings.ShouldBeEmpty(ConfigFindingFormatter.FormatText(read));
        text.ShouldStartWith("# ");
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
