using System.Text.RegularExpressions;

namespace Holdfast.Tidy.Rules;

/// <summary>
/// The synonyms that docs/glossary.md rejects occur neither in source code nor in documents. Exceptions, each with its reason, are in
/// tests/Holdfast.Tidy/words-allowed.txt: terms of a protocol, of another program's configuration, of a data structure. Type names
/// that contain one ("name" in the place of the path) are allowed wherever they are used.
/// </summary>
public partial class OneWordForOneThing
{
    private const string GlossaryPath = "docs/glossary.md";
    private const string AllowedPath = "tests/Holdfast.Tidy/words-allowed.txt";

    [Fact]
    public void RejectedSynonyms_DoNotOccur() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Fact]
    public void Glossary_RejectsSomething() => Rejected(SourceTree.Repository[GlossaryPath]).Count.ShouldBeGreaterThan(10);

    [Theory]
    [InlineData("class BackendChooser")]
    [InlineData("int theBackends;")]
    [InlineData("// the real server behind it")]
    [InlineData("class RealServerPool")]
    public void RejectedSynonym_IsFound(string line) => Check(Twin(line)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("class ServerChooser; // really serves")]
    [InlineData("IPEndPoint endPoint;")]
    [InlineData("Connect(real, server);")]
    public void OtherWords_AreNot(string line) => Check(Twin(line)).ShouldBeEmpty();

    [Fact]
    public void AllowedWord_IsNot() =>
        Check(SourceTree.Of((GlossaryPath, Table), (AllowedPath, "backend src/A.cs HAProxy's own word"), ("src/A.cs", "string backendSection;"))).ShouldBeEmpty();

    [Fact]
    public void AllowedTypeName_IsNot() =>
        Check(SourceTree.Of((GlossaryPath, Table), (AllowedPath, "BackendSection name HAProxy's own word"), ("src/BackendSection.cs", "class BackendSection"), ("src/A.cs", "BackendSection section;"))).ShouldBeEmpty();

    [Fact]
    public void AllowanceThatNothingNeeds_IsFound() =>
        Check(SourceTree.Of((GlossaryPath, Table), (AllowedPath, "backend src/B.cs HAProxy's own word"), ("src/A.cs", ""))).ShouldHaveSingleItem();

    private const string Table = "| Word | Meaning | Do not say |\n|---|---|---|\n| pool | servers | backend, real server, endpoint |\n";

    private static SourceTree Twin(string line) => SourceTree.Of((GlossaryPath, Table), (AllowedPath, ""), ("src/A.cs", line));

    private static List<string> Check(SourceTree tree)
    {
        List<string[]> rejected = Rejected(tree[GlossaryPath]);
        var allowances = SourceTree.Lines(tree[AllowedPath]).Where(line => line.Line.Length > 0 && line.Line[0] != '#').Select(line => line.Line.Split(' ', 3)).ToList();
        string[] names = [.. allowances.Where(entry => entry[1] == "name").Select(entry => entry[0])];
        var used = new HashSet<string[]>(allowances.Where(entry => entry[1] == "name" && tree.Texts.Keys.Any(path => path.EndsWith($"/{entry[0]}.cs", StringComparison.Ordinal))));
        var findings = new List<string>();
        foreach ((string path, string text) in tree.Files("src/", ".cs").Concat(tree.Files("", ".md").Where(file => file.Path != GlossaryPath)))
        {
            foreach ((int number, string line) in SourceTree.Lines(text))
            {
                List<string> words = Words(names.Aggregate(line, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)));
                foreach (string[] phrase in rejected.Where(phrase => Contains(words, phrase)))
                {
                    string word = string.Join('-', phrase);
                    string[]? allowance = allowances.Find(entry => entry[0] == word && path.StartsWith(entry[1], StringComparison.Ordinal));
                    if (allowance is null)
                    {
                        findings.Add($"{path}:{number}: '{string.Join(' ', phrase)}' is not our word (docs/glossary.md has it)");
                    }
                    else
                    {
                        used.Add(allowance);
                    }
                }
            }
        }

        findings.AddRange(allowances.Where(entry => !used.Contains(entry)).Select(entry => $"{AllowedPath}: nothing needs '{string.Join(' ', entry)}' any more"));
        return findings;
    }

    /// <summary>Third column of the glossary's tables, each synonym as its words.</summary>
    private static List<string[]> Rejected(string glossary) =>
    [
        .. from line in SourceTree.Lines(glossary)
           let cells = line.Line.Split('|')
           where cells.Length >= 5 && !cells[3].Contains("---", StringComparison.Ordinal) && cells[3].Trim() != "Do not say"
           from synonym in cells[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           select synonym.Split(' '),
    ];

    /// <summary>Words in order; an empty one where something other than a space or a hyphen stands between two, so that no phrase spans it.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        int end = 0;
        foreach (Match match in Word().Matches(line))
        {
            if (line.AsSpan(end, match.Index - end).Trim(" -").Length > 0)
            {
                words.Add("");
            }

            words.Add(match.Value.ToLowerInvariant());
            end = match.Index + match.Length;
        }

        return words;
    }

    private static bool Contains(List<string> words, string[] phrase)
    {
        for (int i = 0; i + phrase.Length <= words.Count; i++)
        {
            int same = 0;
            while (same < phrase.Length && (words[i + same] == phrase[same] || (same == phrase.Length - 1 && words[i + same] == phrase[same] + "s")))
            {
                same++;
            }

            if (same == phrase.Length)
            {
                return true;
            }
        }

        return false;
    }

    // Words of prose, and the words within PascalCase and camelCase names.
    [GeneratedRegex(@"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
