namespace Holdfast.Configuration.Tests.Reading;

/// <summary>What YAML itself allows: documents, syntax errors, tabs, aliases, and the bounds of all of them.</summary>
public sealed class YamlTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("\ufeff")]
    public void NothingWritten_IsFound(string text) => Reader.Single(text).Message.ShouldContain("empty");

    [Theory]
    [InlineData("hello", "is a mapping, but this is a single value")]
    [InlineData("- a", "is a mapping, but this is a list")]
    [InlineData("---\na: 1\n---\nb: 2", "second document")]
    [InlineData("!x {}", "tags")]
    [InlineData("a: !!binary aGk=", "tags")]
    [InlineData("[a]: 1", "a key is a list")]
    public void AnotherKindOfDocument_IsFound(string text, string message)
    {
        ConfigReadResult result = Reader.Read(text);
        result.Findings.ShouldContain(finding => finding.Message.Contains(message), Reader.Describe(result));
        result.IsValid.ShouldBeFalse();
    }

    [Theory]
    [InlineData("routes:\n  - match: { host: *.example.com }", 2, "in quotes: \"*.example.com\"")]
    [InlineData("routes:\n  - match:\n      path: *", 3, "in quotes")]
    [InlineData("listeners:\n  - address: [::]:8080", 2, "\"[::1]:8080\"")]
    [InlineData("listeners: [{ address: ${A}:80 }]", 1, "${NAME} must be in quotes")]
    [InlineData("accessLog: { path: \"stdout }\nworkers: 2\n", 1, "partner")]
    [InlineData("listeners: [{ address: a\nroutes: []\n", 1, "")]
    [InlineData("a: b: c", 1, "contains \": \"")]
    [InlineData("a: @b", 1, "quotes")]
    public void BrokenYaml_IsOneFindingWithTheUsualReason(string text, int line, string remedy)
    {
        ConfigFinding finding = Reader.Single(text);
        finding.Line.ShouldBeGreaterThanOrEqualTo(line, finding.ToString());
        finding.Remedy.ShouldContain(remedy);
    }

    [Fact]
    public void Tabs_AreEachFound()
    {
        ConfigReadResult result = Reader.Read("admin:\n\taddress: 127.0.0.1:1\n\tenabled: true\n");
        result.Findings.Select(static finding => (finding.Line, finding.Column)).ShouldBe([(2, 1), (3, 1)], Reader.Describe(result));
        result.Findings[0].Remedy.ShouldContain("spaces");
    }

    [Fact]
    public void InvisibleSymbol_IsFoundAtItsPlace()
    {
        ConfigFinding finding = Reader.Single(Reader.With("workers: 1\0\nadmin: 7"));
        (finding.Line, finding.Column).ShouldBe((4, 11));
        finding.Message.ShouldContain("U+0000");
    }

    [Fact]
    public void ByteOrderMark_IsIgnored() => Reader.Accept("\ufeff" + Reader.With("workers: 2")).Workers.ShouldBe(2);

    [Fact]
    public void Aliases_RepeatTheirValue()
    {
        GatewayConfig config = Reader.Accept("""
            listeners: [{ address: "127.0.0.1:8080" }]
            routes: [{ match: { path: /a }, pool: a }, { pool: b }]
            pools:
              a: &a { servers: ["a:1"], balance: random, idleTimeout: 9s }
              b: { <<: *a, servers: ["b:1"] }
            """);
        config.Pools["b"].Servers[0].Address.ShouldBe("b:1");
        config.Pools["b"].Balance.Policy.ShouldBe(BalancePolicy.Random);
        config.Pools["b"].IdleTimeout.ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Theory]
    [InlineData("admin: *nowhere", "no anchor")]
    [InlineData("admin: &a { address: *a }", "inside the value")]
    [InlineData("admin: { <<: 7 }", "<< takes")]
    public void AliasThatLeadsNowhere_IsFound(string more, string message) => Reader.Single(Reader.With(more)).Message.ShouldContain(message);

    [Fact]
    public void AliasesOfAliases_AreBounded()
    {
        string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Join('\n', Enumerable.Range(1, 12).Select(static level =>
            $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]"));
        Reader.Single(bomb).Message.ShouldContain("too large");
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Depth_IsBounded(char bracket) => Reader.Single("a: " + new string(bracket, 500_000)).Message.ShouldContain("deeper than 32");

    [Fact]
    public void Size_IsBounded() => Reader.Single("# " + new string('x', ConfigReader.MaximumFileBytes)).Message.ShouldContain("8 MiB");

    [Fact]
    public void WindowsLineEnds_KeepPlaces() => Reader.Single(Reader.With("worker: 2").ReplaceLineEndings("\r\n")).Line.ShouldBe(4);
}
