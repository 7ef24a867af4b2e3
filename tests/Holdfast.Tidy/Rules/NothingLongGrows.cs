using System.Globalization;
using System.Text.RegularExpressions;

namespace Holdfast.Tidy.Rules;

/// <summary>
/// A ratchet, not a limit: what is long already is written down in ratchet.txt with its size, may not grow, and when it shrinks the
/// number is lowered with it. A new long file or method needs a line there, which a review sees.
/// </summary>
public partial class NothingLongGrows
{
    private const string RatchetPath = "tests/Holdfast.Tidy/ratchet.txt";
    private const int LongFileLines = 400;
    private const int LongMethodLines = 70;

    [Fact]
    public void LongFilesAndMethods_KeepTheirSize() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("", 401, "is 401 lines long")]
    [InlineData("405 src/A.cs", 406, "has grown from 405 to 406")]
    [InlineData("405 src/A.cs", 403, "has shrunk from 405 to 403")]
    [InlineData("405 src/A.cs", 300, "is not long any more")]
    public void FileThatBecameLongOrChanged_IsFound(string ratchet, int lines, string expected) =>
        Check(Twin(ratchet, string.Concat(Enumerable.Repeat("x\n", lines)))).ShouldHaveSingleItem().ShouldContain(expected);

    [Theory]
    [InlineData(70, 0)]
    [InlineData(71, 1)]
    public void MethodThatBecameLong_IsFound(int lines, int findings)
    {
        string method = $"class A\n{{\n    public void Walk(\n        int far)\n    {{\n{string.Concat(Enumerable.Repeat("        x();\n", lines - 4))}    }}\n}}\n";
        Check(Twin("", method)).Count.ShouldBe(findings);
        Check(Twin($"{lines} src/A.cs Walk", method)).Count.ShouldBe(1 - findings);
    }

    private static SourceTree Twin(string ratchet, string text) => SourceTree.Of((RatchetPath, ratchet), ("src/A.cs", text));

    private static List<string> Check(SourceTree tree)
    {
        var recorded = SourceTree.Lines(tree[RatchetPath])
            .Where(line => line.Line.Length > 0 && line.Line[0] != '#')
            .ToDictionary(line => line.Line[(line.Line.IndexOf(' ') + 1)..], line => int.Parse(line.Line.Split(' ')[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Dictionary<string, int> present = Measure(tree);
        var findings = new List<string>();
        foreach ((string what, int size) in present)
        {
            if (!recorded.TryGetValue(what, out int before))
            {
                findings.Add($"{what} is {size} lines long: which noun hides in it? If there is none, add '{size} {what}' to {RatchetPath}");
            }
            else if (size != before)
            {
                findings.Add(size > before ? $"{what} has grown from {before} to {size} lines" : $"{what} has shrunk from {before} to {size} lines: lower it in {RatchetPath}");
            }
        }

        findings.AddRange(recorded.Keys.Where(what => !present.ContainsKey(what)).Select(what => $"{what} is not long any more: remove it from {RatchetPath}"));
        return findings;
    }

    private static Dictionary<string, int> Measure(SourceTree tree)
    {
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string path, string text) in tree.Files("", ".cs"))
        {
            string[] lines = text.TrimEnd('\n').Split('\n');
            if (lines.Length > LongFileLines)
            {
                sizes[path] = lines.Length;
            }

            foreach ((string name, int length) in Methods(lines).Where(method => method.Lines > LongMethodLines))
            {
                string what = $"{path} {name}";
                sizes[what] = Math.Max(length, sizes.GetValueOrDefault(what));
            }
        }

        return sizes;
    }

    /// <summary>Found by indentation, which the formatter keeps: a header that ends with a parenthesis, a brace below it, the brace that closes it.</summary>
    private static IEnumerable<(string Name, int Lines)> Methods(string[] lines)
    {
        for (int open = 1; open < lines.Length; open++)
        {
            int indent = lines[open].Length - 1;
            if (lines[open].Trim() != "{" || indent < 4 || !lines[open - 1].EndsWith(')'))
            {
                continue;
            }

            int header = open - 1;
            while (header > 0 && Indent(lines[header]) > indent)
            {
                header--;
            }

            int close = Array.FindIndex(lines, open, line => line.StartsWith('}'.ToString().PadLeft(indent + 1), StringComparison.Ordinal));
            Match name = MethodName().Match(lines[header]);
            if (close > 0 && name.Success && !Statement().IsMatch(lines[header]))
            {
                yield return (name.Groups[1].Value, close - header + 1);
            }
        }
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"(\w+)(?:<[^(]*>)?\(", RegexOptions.None, 1000)]
    private static partial Regex MethodName();

    [GeneratedRegex(@"^\s*(if|else|for|foreach|while|switch|using|lock|fixed|catch|return|await)\b", RegexOptions.None, 1000)]
    private static partial Regex Statement();
}
