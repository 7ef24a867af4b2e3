using Holdfast.Configuration;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios;

public class ScenarioReaderTests
{
    private const string Good = """
        title: A tiny drill
        origins:
          - { name: a, capacity: 100 }
          - { name: b, capacity: 100, address: "127.0.9.2:18000" }
        traffic:
          - { name: users, rate: 50/s }
        phases:
          - { name: calm, for: 2s }
          - { name: killed, for: 4s }
        faults:
          - { at: 2s, kill: a }
        expect:
          - { that: class-success, class: users, during: killed, atLeast: 99% }

        """;

    [Fact]
    public void Scenario_IsRead_AndAddressesAreFilledIn()
    {
        Scenario scenario = Read(Good, out _)!;
        scenario.Name.ShouldBe("tiny");
        scenario.Origins.Select(static origin => origin.Address).ShouldBe(["127.0.1.1:18000", "127.0.9.2:18000"]);
        scenario.Length.ShouldBe(TimeSpan.FromSeconds(6));
        scenario.Traffic[0].Rate.Peak.ShouldBe(50);
    }

    [Theory]
    [InlineData("kill: a", "kill: aa", 11, "there is no origin")]
    [InlineData("at: 2s", "at: 20s", 11, "before this fault")]
    [InlineData("kill: a", "kill: a, note: x", 11, "2 things at once")]
    [InlineData(", kill: a", "", 11, "does nothing")]
    [InlineData("kill: a", "kill: a, about: pool:shop", 11, "goes with announce")]
    [InlineData("kill: a", "kil: a", 11, "unknown key")]
    [InlineData("kill: a", "behaviour: a", 11, "changes nothing")]
    [InlineData("class-success", "class-succes", 13, "no kind of expectation")]
    [InlineData("class: users", "class: user", 13, "no class")]
    [InlineData("class: users, ", "", 13, "is about a class")]
    [InlineData("during: killed", "during: kiled", 13, "no phase")]
    [InlineData("during: killed, atLeast", "during: killed, onlyOn: odl, atLeast", 13, "no configuration")]
    [InlineData("atLeast: 99%", "atMost: 99%", 13, "no such bound")]
    [InlineData("atLeast: 99%", "atLeast: 99", 13, "not a bound")]
    [InlineData("that: class-success, class: users, during: killed, atLeast: 99%", "that: cause-first, cause: sruge, during: killed, atMost: 9s", 13, "no cause")]
    [InlineData("that: class-success, class: users, during: killed, atLeast: 99%", "that: cause-first, cause: surge, ruledOut: [netwrok], atMost: 9s", 13, "no cause")]
    [InlineData("that: class-success, class: users, during: killed, atLeast: 99%", "that: cause-first, during: killed, atMost: 9s", 13, "is about a cause")]
    [InlineData("class: users, during", "class: users, ruledOut: [surge], during", 13, "is about no cause")]
    [InlineData("127.0.9.2:18000", "10.0.9.2:18000", 4, "not a loopback address")]
    [InlineData("name: b", "name: a", 4, "two origins")]
    [InlineData("name: killed", "name: calm", 9, "two phases")]
    [InlineData("capacity: 100 }", "capacity: 100, options: { sevice: exp:5ms } }", 3, "no option")]
    [InlineData("capacity: 100 }", "capacity: 100, options: { service: soon } }", 3, "not a service time")]
    [InlineData("capacity: 100 }", "capacity: 100, options: { backlog: some } }", 3, "not a count")]
    [InlineData("127.0.9.2:18000", "127.0.1.1:18000", 4, "belongs to server a already")]
    [InlineData("127.0.9.2:18000", "127.0.1.100:19900", 4, "belongs to the gateway already")]
    [InlineData("kill: a", "behaviour: a, set: { latencyFacto: 2 }", 11, "no behaviour")]
    [InlineData("kill: a", "behaviour: a, set: { latencyFactor: fast }", 11, "not a factor")]
    [InlineData("kill: a", "start: a", 11, "not killed before")]
    [InlineData("kill: a", "thaw: a", 11, "not frozen before")]
    [InlineData("kill: a }", "kill: a }\n  - { at: 3s, freeze: a }", 12, "was killed at 2s")]
    [InlineData("expect:", "trouble: kiled\nexpect:", 12, "no phase")]
    [InlineData("expect:", "recovery: kiled\nexpect:", 12, "no phase")]
    [InlineData("expect:", "abort: { after: 5s }\nexpect:", 12, "is aborted after 5s")]
    public void Mistake_IsFound_WithItsLine(string right, string wrong, int line, string message)
    {
        Read(Good.Replace(right, wrong, StringComparison.Ordinal), out ConfigReadResult findings).ShouldBeNull();
        ConfigFinding finding = findings.Findings.First(found => found.Line == line);
        finding.Message.ShouldContain(message);
        finding.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void FaultsThatFollowFromEachOther_AreNoMistake()
    {
        const string Faults = """
              - { at: 1s, freeze: b }
              - { at: 2s, kill: a }
              - { at: 3s, start: a }
              - { at: 4s, kill: a }
              - { at: 5s, thaw: b }
              - { at: 5s, behaviour: b, set: { errorRate: 10%, maxConnections: 7 } }
            """;
        Read(Good.Replace("  - { at: 2s, kill: a }", Faults, StringComparison.Ordinal), out ConfigReadResult findings).ShouldNotBeNull(ConfigFindingFormatter.FormatText(findings));
    }

    [Fact]
    public void SeveralMistakes_AreAllFound()
    {
        Read(Good.Replace("kill: a", "kill: x", StringComparison.Ordinal).Replace("rate: 50/s", "rate: fast", StringComparison.Ordinal), out ConfigReadResult findings);
        findings.Findings.Count.ShouldBe(2);
    }

    [Fact]
    public void Misspelt_IsAnsweredWithASuggestion()
    {
        Read(Good.Replace("class-success", "class-sucess", StringComparison.Ordinal), out ConfigReadResult findings);
        findings.Findings[0].Remedy.ShouldContain("class-success");
    }

    private static Scenario? Read(string text, out ConfigReadResult findings) => ScenarioReader.Read(text, "tiny.yaml", "tiny", static _ => null, out findings);
}
