using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Words twice in a row, links to headings that do not exist, pictures that say nothing to those who cannot see them.</summary>
internal sealed class S12CleanText() : LintRule("S12", LintSeverity.Guidance, "no word twice in a row, no dead anchor, no picture without a description", "Take the second word out, correct the anchor, or describe the picture.")
{
    private static readonly HashSet<string> MayRepeat = new(["had", "that", "is", "do", "very", "no", "so", "bye", "log"], StringComparer.Ordinal);
    private static readonly HashSet<string> SaysNothing = new(["", "image", "img", "picture", "screenshot", "diagram", "photo", "alt", "alt text", "image.png"], StringComparer.OrdinalIgnoreCase);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Block block in postmortem.Sections.SelectMany(section => section.Blocks).Where(block => block.Kind is BlockKind.Paragraph or BlockKind.Item))
        {
            List<Word> words = block.Passage.Words;
            for (int i = 1; i < words.Count; i++)
            {
                bool isTwice = words[i].Text == words[i - 1].Text && char.IsLetter(words[i].Text[0]) && !MayRepeat.Contains(words[i].Text) && block.Text[words[i - 1].End..words[i].Start].Trim().Length == 0;
                if (isTwice)
                {
                    yield return At(block.Passage.Quote(words[i - 1].Start, words[i].End), $"'{words[i].Text}' stands twice in a row");
                }
            }
        }

        HashSet<string> anchors = [.. postmortem.AllSections.Where(section => section.Heading is not null).Select(section => Anchor(section.Heading!.Text))];
        for (int line = postmortem.Region.First; line <= Math.Min(postmortem.Region.Last, postmortem.Lines.Length - 1); line++)
        {
            string text = postmortem.Lines[line];
            foreach ((string inside, string target) in Links(text))
            {
                if (target.StartsWith('#') && !anchors.Contains(target[1..].ToLowerInvariant()))
                {
                    yield return At(new Quote(line + 1, target), $"no heading has the anchor '{target}'");
                }
                else if (inside.StartsWith('!') && SaysNothing.Contains(inside[2..]))
                {
                    yield return At(new Quote(line + 1, inside + "]"), "the picture has no description");
                }
            }
        }
    }

    /// <summary>"![alt" or "[text", and the target.</summary>
    private static IEnumerable<(string Inside, string Target)> Links(string line)
    {
        for (int middle = line.IndexOf("](", StringComparison.Ordinal); middle >= 0; middle = line.IndexOf("](", middle + 1, StringComparison.Ordinal))
        {
            int open = line.LastIndexOf('[', middle);
            int close = line.IndexOf(')', middle);
            if (open >= 0 && close > middle)
            {
                bool isImage = open > 0 && line[open - 1] == '!';
                yield return (line[(isImage ? open - 1 : open)..middle], line[(middle + 2)..close]);
            }
        }
    }

    private static string Anchor(string heading) => new([.. heading.ToLowerInvariant().Where(symbol => char.IsLetterOrDigit(symbol) || symbol is ' ' or '-' or '_').Select(symbol => symbol == ' ' ? '-' : symbol)]);
}
