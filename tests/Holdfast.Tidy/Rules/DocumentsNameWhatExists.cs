using System.Text.RegularExpressions;

namespace Holdfast.Tidy.Rules;

/// <summary>Paths, projects and types in backticks in the documents that newcomers read exist. Quote a path that is planned without backticks.</summary>
public partial class DocumentsNameWhatExists
{
    private static readonly string[] Documents = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "docs/style.md", "docs/threat-model.md"];

    // What backticks in the documents also hold: types of the runtime, and files that exist only once something was built or written.
    private static readonly string[] NotOurTypes = ["Category", "TimeSpan", "HttpClient"];
    private static readonly string[] MadeWhenUsed = [".build/", "bin/", "obj/"];

    [Fact]
    public void EveryNameInBackticks_Exists() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("see `src/Holdfast.DataPlane/Gone.cs`")]
    [InlineData("see `Holdfast.Gone`")]
    [InlineData("see `GoneType`")]
    [InlineData("run `./gone`")]
    [InlineData("see [there](docs/gone.md)")]
    public void NameThatDoesNotExist_IsFound(string line) =>
        Check(SourceTree.Of(("ARCHITECTURE.md", "`KeptType` is in `src/Kept.cs`\n" + line), ("src/Kept.cs", "public sealed class KeptType"))).ShouldHaveSingleItem();

    [Fact]
    public void Commands_OptionsAndRequestPaths_AreNotTakenForNames() =>
        Check(SourceTree.Of(("ARCHITECTURE.md", "`--quick` `dotnet build x/y` `/metrics` `src/**/*.cs` `HOLDFAST_SECONDS`"))).ShouldBeEmpty();

    private static List<string> Check(SourceTree tree)
    {
        var types = tree.Files("", ".cs").SelectMany(file => Declaration().Matches(file.Text)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from document in Documents
               where tree.Texts.ContainsKey(document)
               from line in SourceTree.Lines(tree[document])
               from Match quoted in Quoted().Matches(line.Line)
               let name = quoted.Groups[1].Success ? quoted.Groups[1].Value : Path.Combine(Path.GetDirectoryName(document)!, quoted.Groups[2].Value).Replace('\\', '/')
               where !Exists(tree, types, name)
               select $"{document}:{line.Number}: `{name}` does not exist",
        ];
    }

    private static bool Exists(SourceTree tree, HashSet<string> types, string name)
    {
        string path = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        if (ProjectName().IsMatch(path))
        {
            return tree.Texts.Keys.Any(file => file.Contains($"/{path}/", StringComparison.Ordinal));
        }

        if (PathName().IsMatch(path) && (path.Contains('/') || path.Contains('.') || name != path))
        {
            return MadeWhenUsed.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
                || tree.Texts.ContainsKey(path)
                || tree.Texts.Keys.Any(file => file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));
        }

        return !TypeName().IsMatch(name) || types.Contains(name) || NotOurTypes.Contains(name, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"`([^`]+)`|\]\((?!https?:|#|mailto:)([^)#]+)", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?([A-Z]\w*)", RegexOptions.None, 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^Holdfast\.[A-Z]\w*(\.Tests)?$", RegexOptions.None, 1000)]
    private static partial Regex ProjectName();

    // No leading slash (that is a request path), no space (a command), no star (a pattern).
    [GeneratedRegex(@"^[\w.][\w.\-]*(/[\w.\-]+)*/?$", RegexOptions.None, 1000)]
    private static partial Regex PathName();

    [GeneratedRegex(@"^[A-Z][a-z0-9]+([A-Z][A-Za-z0-9]*)?$|^I[A-Z][a-z]\w*$", RegexOptions.None, 1000)]
    private static partial Regex TypeName();
}
