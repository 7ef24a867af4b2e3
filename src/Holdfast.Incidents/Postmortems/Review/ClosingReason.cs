namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// What may stand for a postmortem or a drill: some words that a reader understands a year later. A letter that somebody typed to get on is none. Keeps nothing.
/// Owner: <see cref="IncidentClosing"/>.
/// </summary>
internal static class ClosingReason
{
    private const int Maximum = 2000;

    // "nobody was hurt" and "duplicate of 7" say why; "x", "not needed" and "test test test" do not. A lone letter is no word, a lone digit is a number.
    private const int WordsLeast = 3;

    /// <summary>Null when it is one, and where none was given.</summary>
    public static string? ProblemOf(string? text) =>
        text is null ? null
        : string.IsNullOrWhiteSpace(text) || text.Length > Maximum || text.Any(char.IsControl) ? $"'text' says why nothing more is to be learned from it: some words in one line, {Maximum} characters at most."
        : WordsOf(text) < WordsLeast ? $"'{text.Trim()}' does not say why nothing more is to be learned from it. Write it so that somebody understands it a year later, in three words or more: 'a test of the pager, nobody was hurt'."
        : null;

    private static int WordsOf(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => string.Concat(word.Where(char.IsLetterOrDigit)))
        .Where(static word => word.Length > 1 || word.Any(char.IsDigit)).Distinct(StringComparer.OrdinalIgnoreCase).Count();
}
