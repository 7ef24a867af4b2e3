using System.Globalization;
using System.Text;
using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Postmortems.Rendering;

/// <summary>A postmortem as a Markdown file.</summary>
internal static class MarkdownRenderer
{
    /// <param name="status">Such as draft, or published.</param>
    /// <param name="extra">More fields of the header, such as who has reviewed it.</param>
    /// <param name="pictures">Names of files beside it, with what they show.</param>
    /// <param name="withFootnotes">The records of each sentence, at the end.</param>
    public static string Write(PostmortemDocument document, string status, IReadOnlyList<WrittenField> extra, IReadOnlyList<(string File, string Alt)> pictures, bool withFootnotes = false)
    {
        StringBuilder text = new();
        List<string> notes = [];
        text.Append($"# {document.Title}\n\n_{document.Hook}_\n\n");
        foreach (WrittenField field in document.Header.Append(new WrittenField("Status", status)).Concat(extra))
        {
            text.Append($"{field.Name}: {field.Value}\n");
        }

        foreach (WrittenSection section in document.Sections)
        {
            text.Append($"\n{new string('#', section.Level)} {section.Heading}\n\n");
            bool wasBullet = false;
            foreach (WrittenItem item in section.Items)
            {
                bool isBullet = item.Mark.Length > 0;
                text.Append(wasBullet && !isBullet ? "\n" : "").Append(Line(item, notes, withFootnotes)).Append(isBullet ? "\n" : "\n\n");
                wasBullet = isBullet;
            }

            if (section == document.Sections[1])
            {
                foreach ((string file, string alt) in pictures)
                {
                    text.Append($"\n![{alt}]({file})\n");
                }
            }
        }

        foreach ((string note, int index) in notes.Select((note, index) => (note, index + 1)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{(index == 1 ? "\n---\n\n" : "")}[^{index}]: {note}\n");
        }

        return text.ToString().Replace("\n\n\n", "\n\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
    }

    private static string Line(WrittenItem item, List<string> notes, bool withFootnotes)
    {
        string label = item.Label.Length == 0 ? "" : item.Mark == "- " ? $"**{item.Label}** " : $"{item.Label} ";
        IEnumerable<string> sentences = item.Sentences.Select(sentence =>
        {
            if (!withFootnotes)
            {
                return sentence.Text;
            }

            notes.Add(string.Join(", ", sentence.Records));
            return $"{sentence.Text}[^{notes.Count}]";
        });
        return $"{item.Mark}{label}{string.Join(' ', sentences)}".TrimEnd();
    }
}
