namespace Holdfast.Configuration.Tests.Reading;

/// <summary>Broken files of every kind, made of a right one: reading never throws, and every place is in the file.</summary>
public sealed class MutationTests
{
    private const int Rounds = 1000;
    private static readonly string[] Pieces = ["{", "}", "[", "]", ":", " ", "\n", "\t", "\"", "'", "*", "&", "-", "${", "}", "#", "<<", "!", "|", ">", "%", "0", "\0", "\u2028", "é", "\ud800", "~", "? ", "---\n", ": ", "- ", "\r"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Trait("Category", "Slow")]
    public void MutatedFile_IsReadOrRefusedWithPlaces(int seed)
    {
        string original = File.ReadAllText(Repository.FilePath("examples", "full.yaml"));
        var random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            string text = original;
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                text = Mutate(text, random);
            }

            ConfigReadResult result = Should.NotThrow(() => Reader.Read(text), $"seed {seed}, round {round}:\n{text}");
            Check(result, text, $"seed {seed}, round {round}");
            refused += result.IsValid ? 0 : 1;
        }

        // A reader that accepts everything would pass the rest of this test.
        refused.ShouldBeInRange(Rounds / 4, Rounds - 1);
    }

    private static void Check(ConfigReadResult result, string text, string place)
    {
        string[] lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        foreach (ConfigFinding finding in result.Findings)
        {
            finding.Line.ShouldBeInRange(0, lines.Length, $"{place}: {finding}");
            finding.Column.ShouldBeInRange(finding.Line == 0 ? 0 : 1, finding.Line == 0 ? 0 : lines[finding.Line - 1].Length + 1, $"{place}: {finding}");
            finding.Message.ShouldNotBeEmpty(place);
            finding.Remedy.ShouldNotBeEmpty(place);
            (finding.Message + finding.Remedy + finding.Path).Any(char.IsControl).ShouldBeFalse($"{place}: {finding}");
        }

        result.IsValid.ShouldBe(result.Findings.All(static finding => finding.Severity == Severity.Warning), place);
        string shown = ConfigFindingFormatter.FormatText(result) + ConfigFindingFormatter.FormatJson(result);
        shown.ShouldNotContain("2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0", Case.Sensitive, place);
    }

    private static string Mutate(string text, Random random)
    {
        int position = random.Next(text.Length);
        string piece = Pieces[random.Next(Pieces.Length)];
        switch (random.Next(6))
        {
            case 0: return text.Insert(position, piece);
            case 1: return text.Remove(position, 1);
            case 2: return text.Remove(position, 1).Insert(position, piece);
            case 3: return text[..position];
            default:
                List<string> lines = [.. text.Split('\n')];
                int line = random.Next(lines.Count);
                string moved = lines[line];
                if (random.Next(2) == 0)
                {
                    lines.RemoveAt(line);
                }

                lines.Insert(random.Next(lines.Count + 1), random.Next(2) == 0 ? moved : "  " + moved);
                return string.Join('\n', lines);
        }
    }
}
