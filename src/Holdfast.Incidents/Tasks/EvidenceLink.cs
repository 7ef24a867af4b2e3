namespace Holdfast.Incidents.Tasks;

/// <summary>
/// What leads a reader to what was done: an address, a ticket, a commit, a change, a file or a drill. A word such as "done" leads nowhere. Keeps nothing. Owner: <see cref="TaskDesk"/>.
/// </summary>
internal static class EvidenceLink
{
    private const int Maximum = 500;

    // "revision 12", "PR 812": more words are a sentence.
    private const int WordsMost = 2;

    /// <summary>Null when it is one, and where none was given. A page is shown with it: what a browser would run is no link.</summary>
    /// <param name="isDrill">Whether a drill of this name ran.</param>
    public static string? ProblemOf(string? link, Func<string, bool> isDrill) =>
        link is null ? null
        : TaskText.ProblemOf(link, "link", Maximum) is { } problem ? problem
        : link.Contains("://", StringComparison.Ordinal) ? Uri.TryCreate(link.Trim(), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? null : $"'{link}' is no link: {Wanted}"
        : IsName(link.Trim()) || isDrill(link.Trim()) ? null
        : $"'{link.Trim()}' leads nobody to what was done: {Wanted}";

    private const string Wanted = "write an address that begins with https://, a ticket (OPS-142, #812), a commit (4f2a91c), a change (revision 12), a file (docs/runbook.md) or a drill (drill:dead-host).";

    private static bool IsName(string link)
    {
        string[] words = link.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= WordsMost && (words[^1].Any(char.IsDigit) || (words.Length == 1 && IsPath(link)));
    }

    /// <summary>"docs/runbook", "runbook.md", "drill:dead-host": two names held together by a sign.</summary>
    private static bool IsPath(string link)
    {
        int at = link.IndexOfAny(['/', ':', '.', '#']);
        return at > 0 && at + 1 < link.Length && char.IsLetterOrDigit(link[at - 1]) && char.IsLetterOrDigit(link[at + 1]);
    }
}
