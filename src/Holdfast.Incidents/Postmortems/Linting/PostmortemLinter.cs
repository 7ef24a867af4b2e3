using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Rules;

namespace Holdfast.Incidents.Postmortems.Linting;

/// <summary>Checks a postmortem by the rules of <see cref="LintRules"/>. Whatever the text is, it answers; it takes no time worth mentioning.</summary>
public static class PostmortemLinter
{
    // The longest postmortems that were ever published have some 7,000 words. What is longer is none, and only counted.
    private const int MostWords = 8_000;
    private const int MostSymbols = 80_000;
    private const int MostFindingsOfARule = 20;

    /// <summary>UTF-8, with or without a byte order mark.</summary>
    public static LintReport Check(ReadOnlySpan<byte> file) => Check(System.Text.Encoding.UTF8.GetString(file));

    /// <summary>A picture, a program or noise: no rule says anything about it.</summary>
    public static bool IsNoText(string text) => SourceLines.IsBinary(text);

    public static LintReport Check(string text)
    {
        if (IsNoText(text))
        {
            return Only(new LintFinding("S07", LintSeverity.Format, 1, "", "this is no text: it has bytes that no text has", "Give a postmortem in Markdown or plain text, in UTF-8."), 0);
        }

        int size = WordCount.OfText(text);
        if (size == 0)
        {
            return Only(new LintFinding("S02", LintSeverity.Format, 1, "", "the document is empty: all four parts are missing", Empty), 0);
        }

        if (size > MostWords || text.Length > MostSymbols)
        {
            return Only(new LintFinding("S04", LintSeverity.Format, 1, "", $"{size} words in {text.Length} symbols, where 400 to 600 words are asked for; beyond {MostWords} words or {MostSymbols} symbols nothing else is checked", "Cut the text to what readers need."), size);
        }

        Postmortem postmortem = PostmortemReader.Read(text);
        LintFinding? language = Language.Of(postmortem);
        if (language is not null)
        {
            return Only(language, postmortem.WordCount);
        }

        IEnumerable<LintFinding> findings = LintRules.All.SelectMany(rule => rule.Find(postmortem).Take(MostFindingsOfARule));
        return new LintReport([.. findings.OrderBy(finding => finding.Severity).ThenBy(finding => finding.Line).ThenBy(finding => finding.Rule, StringComparer.Ordinal)], postmortem.WordCount);
    }

    /// <summary>A drill with its id, its criterion and its next run; also asked of a text that has no tasks.</summary>
    public static bool NamesDrill(string text) => !IsNoText(text) && text.Length <= MostSymbols && WordCount.OfText(text) is > 0 and <= MostWords && new A17Drill().IsMetBy(PostmortemReader.Read(text));

    /// <summary>As many as <see cref="Check(string)"/> counts: whoever is told a number is told the same one everywhere.</summary>
    internal static int WordsOf(string text) => IsNoText(text) ? 0 : IsTooLong(text) || WordCount.OfText(text) == 0 ? WordCount.OfText(text) : PostmortemReader.Read(text).WordCount;

    /// <summary>Nobody reads it: it is only counted.</summary>
    internal static bool IsTooLong(string text) => text.Length > MostSymbols || WordCount.OfText(text) > MostWords;

    private const string Empty = "Write issue summary, timeline, root cause and resolution, corrective and preventative measures.";

    private static LintReport Only(LintFinding finding, int words) => new([finding], words);
}
