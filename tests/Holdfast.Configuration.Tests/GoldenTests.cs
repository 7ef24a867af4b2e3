namespace Holdfast.Configuration.Tests;

/// <summary>Whole files with whole answers: what an operator sees, kept to be reviewed.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Repository.FilePath("tests", "Holdfast.Configuration.Tests", "Golden");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.yaml").Select(static path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_IsAnsweredAsKept(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name));
        ConfigReadResult result = ConfigReader.Read(text, name, static variable => variable == "PORT" ? "8080" : null);
        Kept.ShouldEqual(ConfigFindingFormatter.FormatText(result), Path.Combine(Folder, Path.ChangeExtension(name, ".txt")));
    }

    [Fact]
    public void TwoHundredErrors_AreAllToldAtOnce()
    {
        ConfigReadResult result = ConfigReader.Read(File.ReadAllText(Path.Combine(Folder, "two-hundred-errors.yaml")), "a.yaml", static _ => null);
        result.Findings.Count(static finding => finding.Severity == Severity.Error).ShouldBe(200);
        ConfigFindingFormatter.FormatText(result).ShouldEndWith("200 errors, 0 warnings\n");
    }
}
