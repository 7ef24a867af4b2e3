using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Tests.Reading;

public class DocumentReaderTests
{
    [Fact]
    public void OtherDocument_IsRead_AndItsRulesAreAsked()
    {
        DocumentReadResult<ServerConfig> read = Read("address: 10.0.0.1:80\nweight: 7\n", (_, _) => { });
        read.Document!.Weight.ShouldBe(7);
        read.Findings.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void UnknownKeyAndRule_AreBothFound_WithTheirPlaces()
    {
        DocumentReadResult<ServerConfig> read = Read("address: x\nwieght: 7\nname: a\n", (_, check) => check.Error(ConfigPath.Root.Key("name"), "is too short", "Write more."));
        read.Document.ShouldBeNull();
        read.Findings.Findings.Select(finding => (finding.Line, finding.Column)).ShouldBe([(2, 1), (3, 7)]);
        read.Findings.Findings[0].Remedy.ShouldContain("weight");
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n")]
    public void TextThatIsNoMapping_IsSaidInTheDocumentsOwnWords(string text) =>
        Read(text, (_, _) => throw new InvalidOperationException("no rule can be asked")).Findings.Findings.ShouldHaveSingleItem().Message.ShouldContain("a server");

    [Fact]
    public void RuleAboutWhatCouldNotBeRead_StaysSilent() =>
        Read("address: x\nweight: heavy\n", (_, check) => check.Error(ConfigPath.Root.Key("weight"), "is even", "Make it odd.")).Findings.Findings.ShouldHaveSingleItem();

    [Fact]
    public void Incomplete_IsWhatHasAFindingBelow() => Read("address: x\nweight: heavy\n", (_, check) =>
    {
        check.IsComplete(ConfigPath.Root.Key("address")).ShouldBeTrue();
        check.IsComplete(ConfigPath.Root.Key("weight")).ShouldBeFalse();
    });

    private static DocumentReadResult<ServerConfig> Read(string text, Action<ServerConfig, DocumentCheck> rules) =>
        DocumentReader.Read(ServerKeys.Keys, "a server", text, "server.yaml", _ => null, rules);
}
