namespace Holdfast.Configuration.Tests.Reading;

public sealed class ConfigReaderTests
{
    [Fact]
    public void MisspeltKey_IsFoundAtTheKeyWithTheRightOne()
    {
        ConfigFinding finding = Reader.Single(Reader.With("timeouts:\n  conect: 2s"));
        (finding.Line, finding.Column, finding.Path).ShouldBe((5, 3, "timeouts.conect"));
        finding.Message.ShouldBe("unknown key \"conect\"");
        finding.Remedy.ShouldBe("Did you mean \"connect\"?");
    }

    [Fact]
    public void KeyInTheWrongPlace_NamesItsPlace() =>
        Reader.Single(Reader.With("weight: 5")).Remedy.ShouldStartWith("It is a key of servers: check the indentation.");

    [Theory]
    [InlineData("workers: many", "is not a whole number")]
    [InlineData("workers: 99999999999", "is out of range")]
    [InlineData("workers: [1]", "workers takes a whole number, but this is a list")]
    [InlineData("workers: { a: 1 }", "but this is a mapping")]
    [InlineData("workers:", "workers has no value")]
    [InlineData("admin: ~", "admin has no value")]
    [InlineData("admin: 7", "admin takes a mapping")]
    [InlineData("admin: { enabled: yes }", "is not true or false")]
    [InlineData("timeouts: { connect: 2 }", "is a duration without a unit")]
    [InlineData("timeouts: { connect: 2h }", "is out of range")]
    [InlineData("timeouts: { connect: 0 }", "is out of range")]
    [InlineData("timeouts: { minimumBodyRate: fast }", "is not a size")]
    [InlineData("accessLog: { buffer: 1k }", "half a unit")]
    [InlineData("accessLog: { path: \"\" }", "is empty")]
    [InlineData("forwarding: { style: xforwarded }", "is not known here")]
    [InlineData("forwarding: { trustedProxies: { a: b } }", "or a list of it")]
    public void WrongValue_IsFound(string more, string message) => Reader.Single(Reader.With(more)).Message.ShouldContain(message);

    [Fact]
    public void MisspeltWord_IsFoundWithTheRightOne() =>
        Reader.Single(Reader.With("forwarding: { style: xforwarded }")).Remedy.ShouldBe("Did you mean \"x-forwarded\"? Write one of x-forwarded, forwarded, none.");

    [Theory]
    [InlineData("protocol: tcp")]
    [InlineData("tls: { certificate: a, key: b }")]
    public void ListenerThatIsNotCarriedYet_SaysSo(string key) =>
        Reader.Single(Reader.WithListeners($"[{{ address: \"127.0.0.1:8080\", {key} }}]")).Message.ShouldContain("this version");

    [Fact]
    public void KeyWrittenTwice_IsFoundAtTheSecond()
    {
        ConfigFinding finding = Reader.Single(Reader.With("workers: 1\nworkers: 2"));
        (finding.Line, finding.Message).ShouldBe((5, "workers is written twice, first in line 4"));
    }

    [Theory]
    [InlineData("pools: { a: { servers: [\"a:1\"] }, a: { servers: [\"b:1\"] } }", "pools.a")]
    [InlineData("routes: [{ pool: a, requestHeaders: { set: { X-A: 1, x-a: 2 } } }]\npools: { a: { servers: [\"a:1\"] } }", "routes[0].requestHeaders.set.x-a")]
    public void NameWrittenTwice_IsFoundAtTheSecond(string text, string path) =>
        Reader.Read(text).Findings.ShouldContain(finding => finding.Path == path && finding.Message.Contains("written twice"), Reader.Describe(Reader.Read(text)));

    [Fact]
    public void AllMistakes_AreFoundAtOnceInTheOrderOfTheFile()
    {
        ConfigReadResult result = Reader.Read("""
            listeners: [{ address: 8080 }]
            routes:
              - { pool: shop, clas: critical }
              - { match: { path: a }, pool: nowhere }
            pools: { shop: { servers: [], balance: fair } }
            worker: 2
            """);
        result.Config.ShouldBeNull();
        result.Findings.Select(static finding => finding.Path).ShouldBe(
            ["listeners[0].address", "routes[0].clas", "routes[1].match.path", "routes[1].pool", "pools.shop.servers", "pools.shop.balance.policy", "worker"], Reader.Describe(result));
    }

    [Fact]
    public void MoreFindingsThanAnyoneReads_AreCountedButNotKept()
    {
        ConfigReadResult result = Reader.Read(Reader.With(string.Join('\n', Enumerable.Range(0, 1500).Select(static index => $"x{index}: 1"))));
        result.Findings.Count.ShouldBe(ConfigReader.MaximumFindings);
        result.OmittedFindings.ShouldBe(500);
        result.IsValid.ShouldBeFalse();
    }

    [Fact]
    public void WarningsAlone_LeaveTheConfigurationValid()
    {
        ConfigReadResult result = Reader.Read(Reader.With("timeouts: { connect: 10s, total: 5s }"));
        result.Findings.Single().Severity.ShouldBe(Severity.Warning);
        result.IsValid.ShouldBeTrue();
        result.Config!.Timeouts.Total.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void TenThousandRoutes_AreRead() =>
        Reader.Accept(Reader.WithRoutes(string.Join('\n', Enumerable.Range(0, 10_000).Select(static index => $"- {{ match: {{ path: /r{index}/* }}, pool: shop }}")))).Routes.Count.ShouldBe(10_000);
}
