using System.Text.Json;

namespace Holdfast.Cli.Tests;

public class PostmortemLintCommandTests
{
    private const string Bad = "# Shop down\n\n## Summary\n\nThe shop was down for 2 hours from 09:10 to 09:50 UTC.\n";

    [Fact]
    public void Findings_ArePrintedWithPlaceAndRemedy_AndExitWithOne()
    {
        using Workplace workplace = new();
        File.WriteAllText(Path.Combine(workplace.Path, "outage.txt"), Bad);
        Finished finished = HoldfastProcess.Run(workplace.Path, "postmortem", "lint", "outage.txt");
        finished.ExitCode.ShouldBe(1);
        finished.Output.ShouldContain("outage.txt:5: T03 contradiction: stated 2 h 00, start to end is 40 min");
        finished.Error.ShouldBeEmpty();
    }

    [Fact]
    public void Json_HasTheFieldsThatAreDocumented()
    {
        using Workplace workplace = new();
        File.WriteAllText(Path.Combine(workplace.Path, "outage.txt"), Bad);
        using JsonDocument document = JsonDocument.Parse(HoldfastProcess.Run(workplace.Path, "postmortem", "lint", "outage.txt", "--json").Output);
        document.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["findings", "words"]);
        JsonElement finding = document.RootElement.GetProperty("findings").EnumerateArray().First(found => found.GetProperty("rule").GetString() == "T03");
        finding.EnumerateObject().Select(member => member.Name).ShouldBe(["rule", "severity", "line", "quote", "message", "remedy"]);
        finding.GetProperty("severity").GetString().ShouldBe("contradiction");
        finding.GetProperty("quote").GetString().ShouldBe("2 hours");
    }

    [Fact]
    public void SeveralFiles_AreAnArrayWithNames_AndAnnotationsNameTheFile()
    {
        using Workplace workplace = new();
        File.WriteAllText(Path.Combine(workplace.Path, "a.txt"), Bad);
        File.WriteAllText(Path.Combine(workplace.Path, "b.txt"), "");
        using JsonDocument document = JsonDocument.Parse(HoldfastProcess.Run(workplace.Path, "postmortem", "lint", "a.txt", "b.txt", "--json").Output);
        document.RootElement.EnumerateArray().Select(report => report.GetProperty("file").GetString()).ShouldBe(["a.txt", "b.txt"]);
        HoldfastProcess.Run(workplace.Path, "postmortem", "lint", "a.txt", "--format", "github").Output.ShouldContain("::error file=a.txt,line=5,title=T03::");
    }

    [Fact]
    public void MissingFile_HidesNothingOfTheOthers()
    {
        using Workplace workplace = new();
        File.WriteAllText(Path.Combine(workplace.Path, "a.txt"), Bad);
        Finished finished = HoldfastProcess.Run(workplace.Path, "postmortem", "lint", "gone.md", "a.txt", "--json");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain("cannot read gone.md");
        using JsonDocument document = JsonDocument.Parse(finished.Output);
        document.RootElement.EnumerateArray().Select(report => report.GetProperty("file").GetString()).ShouldBe(["a.txt"]);
    }

    [Fact]
    public void MissingFile_IsWrongUse()
    {
        using Workplace workplace = new();
        Finished finished = HoldfastProcess.Run(workplace.Path, "postmortem", "lint", "gone.md");
        finished.ExitCode.ShouldBe(2);
        finished.Error.ShouldContain("cannot read gone.md: there is no such file");
        finished.Output.ShouldBeEmpty();
    }
}
