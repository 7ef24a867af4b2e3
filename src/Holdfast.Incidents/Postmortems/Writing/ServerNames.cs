using System.Globalization;
using System.Text.RegularExpressions;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// Who it was, by name, in what the diagnosis claims of several servers: while it lasts the one that suffers most comes first and the others are counted, and whoever reads it afterwards
/// wants to know which. Keeps nothing.
/// </summary>
internal static partial class ServerNames
{
    private const string SeveralServers = "servers ";
    // More of them are counted: nobody reads on through a list.
    private const int NamesMaximum = 3;
    private const string OtherServers = "the other servers are not";
    private const string OtherServer = "the other one is not";

    /// <summary>"server a of pool shop and 1 more of 3 (b) are dead" is "servers a and b of pool shop, 2 of 3, are dead".</summary>
    public static string Of(string claim)
    {
        Match match = FirstAndMore().Match(claim);
        if (!match.Success)
        {
            return claim;
        }

        int more = int.Parse(match.Groups["more"].Value, CultureInfo.InvariantCulture);
        int all = int.Parse(match.Groups["all"].Value, CultureInfo.InvariantCulture);
        string rest = claim[match.Length..];
        return $"{SeveralServers}{Named(match.Groups["first"].Value, match.Groups["others"].Value)} of pool {match.Groups["pool"].Value}, {more + 1} of {all},{(all - more - 1 == 1 ? rest.Replace(OtherServers, OtherServer, StringComparison.Ordinal) : rest)}";
    }

    /// <summary>Of several servers, in either wording.</summary>
    public static bool IsOfSeveral(string claim) => claim.StartsWith(SeveralServers, StringComparison.Ordinal) || claim.Contains(" more of ", StringComparison.Ordinal);

    /// <summary>"server a", "servers a and b", "servers a, b and c", "5 servers".</summary>
    public static string InWords(IReadOnlyList<string> names) => names.Count switch
    {
        1 => $"server {names[0]}",
        <= NamesMaximum => $"{SeveralServers}{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{names.Count} servers"),
    };

    /// <summary>"a", "a and b", "a, b and c"; <paramref name="others"/> may end with "and 2 more" already.</summary>
    private static string Named(string first, string others)
    {
        int last = others.LastIndexOf(", ", StringComparison.Ordinal);
        return others.Contains(" and ", StringComparison.Ordinal) ? $"{first}, {others}" : last < 0 ? $"{first} and {others}" : $"{first}, {others[..last]} and {others[(last + 2)..]}";
    }

    // Claims of earlier versions counted the others without their names: these stay as they are.
    [GeneratedRegex(@"^server (?<first>\S+) of pool (?<pool>\S+) and (?<more>\d{1,5}) more of (?<all>\d{1,5}) \((?<others>[^)]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstAndMore();
}
