using System.Text.RegularExpressions;

namespace Holdfast.Tidy.Rules;

/// <summary>Work that is left is an issue or nothing; a note in the code is read by nobody. Tests that are switched off prove nothing.</summary>
public partial class NoLeftovers
{
    [Fact]
    public void Repository_HasNoMarkersAndNoSkippedTests() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("// TO" + "DO later")]
    [InlineData("# FIX" + "ME")]
    [InlineData("a HA" + "CK")]
    [InlineData("[Fact(Sk" + "ip = \"later\")]")]
    [InlineData("[Theory(DisplayName = \"x\", Sk" + "ip = \"later\")]")]
    [InlineData("#reg" + "ion Fields")]
    public void Leftover_IsFound(string line) => Check(SourceTree.Of(("src/A.cs", line))).ShouldHaveSingleItem();

    private static List<string> Check(SourceTree tree) =>
    [
        .. from file in tree.Files("", "")
           from line in SourceTree.Lines(file.Text)
           where Marker().IsMatch(line.Line)
           select $"{file.Path}:{line.Number}: {line.Line.Trim()}",
    ];

    // Written apart so that this file does not find itself.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K)\b|\[(Fact|Theory)\([^]]*Sk[i]p|^\s*#reg[i]on\b", RegexOptions.None, 1000)]
    private static partial Regex Marker();
}
