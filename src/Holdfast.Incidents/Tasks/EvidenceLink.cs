using System.Text.RegularExpressions;

namespace Holdfast.Incidents.Tasks;

/// <summary>
/// What leads a reader to what was done: an address, a ticket, a commit, a change, a file or a drill. A word such as "done" leads nowhere, and neither do "n/a" and "done 2". Keeps
/// nothing. Owner: <see cref="TaskDesk"/>.
/// </summary>
internal static partial class EvidenceLink
{
    private const int Maximum = 500;

    // The slowest text of that length takes a thousandth of it.
    private const int MatchMilliseconds = 1000;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string Wanted = "write an address that begins with https://, a ticket (OPS-142, #812), a commit (4f2a91c), a change (PR 812, revision 12), a file (docs/runbook.md) or a drill (drill:dead-host).";

    /// <summary>Null when it is one, and where none was given. A page is shown with it: what a browser would run is no link.</summary>
    /// <param name="isDrill">Whether a drill of this name ran.</param>
    public static string? ProblemOf(string? link, Func<string, bool> isDrill) =>
        link is null ? null
        : TaskText.ProblemOf(link, "link", Maximum) is { } problem ? problem
        : link.Contains("://", StringComparison.Ordinal) ? Uri.TryCreate(link.Trim(), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? null : $"'{link}' is no link: {Wanted}"
        : IsName(link.Trim()) || isDrill(link.Trim()) ? null
        : $"'{link.Trim()}' leads nobody to what was done: {Wanted}";

    private static bool IsName(string link) => Ticket().IsMatch(link) || Numbered().IsMatch(link) || Commit().IsMatch(link) || Drill().IsMatch(link) || IsPath(link);

    /// <summary>"docs/runbook.md", "runbook.md#restart", "wiki/ops/restart": one slash alone also stands between two words, as in "and/or".</summary>
    private static bool IsPath(string link)
    {
        string path = link.Split('#')[0];
        return FilePath().IsMatch(path) && (path.Count(static sign => sign == '/') >= 2 || Extension().IsMatch(path));
    }

    // OPS-142, CHG0012345, #812, !12, shop/gateway#812.
    [GeneratedRegex(@"^([A-Z][A-Z0-9_]{1,15}-\d{1,9}|[A-Z]{2,9}\d{3,12}|([\w.-]+(/[\w.-]+)+)?[#!]\d{1,9})\z", Options, MatchMilliseconds)]
    private static partial Regex Ticket();

    // "PR 812", "revision 12", "task 12-1", "record:44", "release v1.2.3": what the number is of.
    [GeneratedRegex(@"^(PR|MR|CL|pull request|merge request|issue|bug|ticket|change|revision|rev|commit|release|version|tag|build|task|incident|postmortem|record)( |:| ?[#!])(v?\d[\w.-]{0,63}|[0-9a-f]{7,64})\z", Options | RegexOptions.IgnoreCase, MatchMilliseconds)]
    private static partial Regex Numbered();

    // A hash of seven symbols or more, r4711, v1.2.3.
    [GeneratedRegex(@"^((?=[a-f]*\d)[0-9a-f]{7,64}|r\d{1,9}|v\d{1,6}(\.\d{1,6}){1,3})\z", Options | RegexOptions.IgnoreCase, MatchMilliseconds)]
    private static partial Regex Commit();

    // The drill of an incident has its name before it has run.
    [GeneratedRegex(@"^(drill:[\w.-]{2,120}|learned-\d{1,9})\z", Options, MatchMilliseconds)]
    private static partial Regex Drill();

    [GeneratedRegex(@"^/?[\w.~+@-]{2,}(/[\w.~+@-]+)*\z", Options, MatchMilliseconds)]
    private static partial Regex FilePath();

    // At least two symbols before it: "e.g" and "n.a" are no files.
    [GeneratedRegex(@"[\w~+@-]{2,}\.[A-Za-z][A-Za-z0-9]{0,7}\z", Options, MatchMilliseconds)]
    private static partial Regex Extension();
}
