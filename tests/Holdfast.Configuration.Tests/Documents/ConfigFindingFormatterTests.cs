using System.Text.Json.Nodes;

namespace Holdfast.Configuration.Tests.Documents;

public sealed class ConfigFindingFormatterTests
{
    [Fact]
    public void Text_ShowsPlaceLineCaretPathAndRemedy() =>
        ConfigFindingFormatter.FormatText(Reader.Read(Reader.With("timeouts: { conect: 2s }"))).ShouldBe(
            """
            test.yaml:4:13: error: unknown key "conect"
                 4 | timeouts: { conect: 2s }
                   |             ^
              at timeouts.conect
              Did you mean "connect"?

            1 error, 0 warnings

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void RightFile_HasASummaryAlone() => ConfigFindingFormatter.FormatText(Reader.Read(Reader.With(""))).ShouldBe("0 errors, 0 warnings\n");

    [Fact]
    public void FindingOfTheWholeFile_HasNoPlace() =>
        ConfigFindingFormatter.FormatText(Reader.Read("")).ShouldStartWith("test.yaml: error: the configuration is empty\n  Start from");

    [Fact]
    public void LongLine_IsCutRoundTheCaret()
    {
        string text = ConfigFindingFormatter.FormatText(Reader.Read(Reader.With($"limits: {{ {new string(' ', 5000)} maximumBdy: 1 }}")));
        string[] lines = text.Split('\n');
        lines[1].Length.ShouldBeLessThan(140);
        lines[1][lines[2].IndexOf('^')..].ShouldStartWith("maximumBdy");
    }

    [Fact]
    public void SymbolsThatSteerATerminal_AreShownAsEscapes()
    {
        string text = ConfigFindingFormatter.FormatText(Reader.Read(Reader.With("worker\u202es: 2")));
        text.ShouldNotContain("\u202e");
        text.ShouldContain("\\u202E");
    }

    [Fact]
    public void OmittedFindings_AreCounted()
    {
        ConfigReadResult result = Reader.Read(Reader.With(string.Join('\n', Enumerable.Range(0, 1001).Select(static index => $"x{index}: 1"))));
        ConfigFindingFormatter.FormatText(result).ShouldEndWith("and 1 more\n1000 errors, 0 warnings, 1 more not shown\n");
    }

    [Fact]
    public void Json_HasTheSameFindings()
    {
        ConfigReadResult result = Reader.Read(Reader.With("timeouts: { conect: 2s, connect: 9s, total: 5s }"));
        JsonNode json = JsonNode.Parse(ConfigFindingFormatter.FormatJson(result))!;
        json["valid"]!.GetValue<bool>().ShouldBeFalse();
        JsonArray findings = json["findings"]!.AsArray();
        findings.Count.ShouldBe(1);
        findings[0]!["line"]!.GetValue<int>().ShouldBe(4);
        findings[0]!["severity"]!.GetValue<string>().ShouldBe("error");
        findings[0]!["rule"]!.GetValue<string>().ShouldBe("read");
        findings[0]!["remedy"]!.GetValue<string>().ShouldContain("connect");
    }
}
