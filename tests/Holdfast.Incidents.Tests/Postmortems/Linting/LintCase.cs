namespace Holdfast.Incidents.Tests.Postmortems.Linting;

/// <summary>
/// One case of a rule's file: a document with one thing changed, and what must come of it. Lines of a case: "fires:" or "silent:" with a name,
/// "base:" the document, "replace:" and "with:" (\n is a new line), "from:", "to:" and "put:" for what stands between, "says:" part of the message.
/// </summary>
public sealed record LintCase(string Rule, string Name, bool Fires, string Text, string? Says)
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Postmortems", "Linting");

    public override string ToString() => $"{Rule}: {Name}";

    public static string Document(string name) => File.ReadAllText(Path.Combine(Folder, "Documents", name));

    public static IEnumerable<LintCase> Of(string file)
    {
        string rule = Path.GetFileNameWithoutExtension(file);
        foreach (string part in File.ReadAllText(file).Split("\n---\n"))
        {
            yield return One(rule, part.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static LintCase One(string rule, string[] lines)
    {
        string text = "", name = "", from = "", to = "", replaced = "";
        string? says = null;
        bool fires = false;
        foreach ((string key, string value) in lines.Select(Split))
        {
            switch (key)
            {
                case "fires" or "silent": (name, fires) = (value, key == "fires"); break;
                case "base": text = Document(value); break;
                case "replace": replaced = value; break;
                case "with": text = Replaced(text, replaced, value); break;
                case "from": from = value; break;
                case "to": (to, text) = (value, Cut(text, from, value)); break;
                case "put": text = text.Replace("\u0001", value); break;
                case "says": says = value; break;
                default: throw new InvalidDataException($"{rule}: '{key}' is no key of a case.");
            }
        }

        return new LintCase(rule, name, fires, text.Replace("\u0001", ""), says);
    }

    private static (string Key, string Value) Split(string line)
    {
        int colon = line.IndexOf(':');
        return (line[..colon], line[(colon + 1)..].TrimStart(' ').Replace("\\n", "\n"));
    }

    // An empty replacement takes the whole line away, so that no empty item stays.
    private static string Replaced(string text, string old, string value)
    {
        text.ShouldContain(old);
        return value.Length == 0 && text.Contains($"\n{old}\n") ? text.Replace($"\n{old}\n", "\n") : text.Replace(old, value);
    }

    private static string Cut(string text, string from, string to)
    {
        int start = text.IndexOf(from, StringComparison.Ordinal);
        int end = to == "end" ? text.Length : text.IndexOf(to, Math.Max(start, 0), StringComparison.Ordinal);
        (start >= 0 && end > start).ShouldBeTrue($"'{from}' to '{to}' is not in the text");
        return $"{text[..start]}\u0001{text[end..]}";
    }
}
