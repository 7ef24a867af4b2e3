using System.Globalization;
using System.Text.RegularExpressions;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// The differences of a rewritten configuration, for people who read them afterwards: what happened to several servers alike is one, protection and limits come before the list of
/// servers, and a limit of 0 is none. Keeps nothing.
/// </summary>
internal static partial class ToldDifferences
{
    private const string Joint = "; ";
    private const string Lead = ": ";

    // Whoever reads a list of servers reads the first names.
    private const int NamesMaximum = 6;

    /// <param name="text">"configuration revision 2: pools.shop.servers.b.weight from 100 to 0; pools.shop.servers.c.weight from 100 to 0", or anything else, which stays.</param>
    public static string Of(string text)
    {
        int lead = text.StartsWith("configuration ", StringComparison.Ordinal) ? text.IndexOf(Lead, StringComparison.Ordinal) : -1;
        if (lead < 0)
        {
            return text;
        }

        string[] parts = [.. text[(lead + Lead.Length)..].Split(Joint).Select(WithoutLimit)];
        return $"{text[..lead]}{Lead}{string.Join(Joint, Grouped(parts).OrderBy(Rank))}";
    }

    /// <summary>What the gateway does otherwise comes first; how many more there are stays at the end.</summary>
    private static int Rank(string part) => part.StartsWith("protection", StringComparison.Ordinal) ? 0 : part.Contains(".limits.", StringComparison.Ordinal) ? 1 : part.StartsWith("and ", StringComparison.Ordinal) ? 3 : 2;

    private static IEnumerable<string> Grouped(string[] parts)
    {
        foreach (IGrouping<(string Pool, string What, string After), (string Part, Match Match)> alike in parts.Select(part => (part, OfServer().Match(part))).GroupBy(one => one.Item2.Success
            ? (one.Item2.Groups["pool"].Value, one.Item2.Groups["what"].Value, one.Item2.Groups["rest"].Value) : (one.part, "", "")))
        {
            string[] names = [.. alike.Where(one => one.Match.Success).Select(one => one.Match.Groups["server"].Value)];
            if (names.Length is < 2 or > NamesMaximum)
            {
                foreach ((string part, _) in alike)
                {
                    yield return part;
                }

                continue;
            }

            string servers = $"servers {string.Join(", ", names.SkipLast(1))} and {names[^1]} of pool {alike.Key.Pool}";
            string rest = alike.Key.After.StartsWith("is ", StringComparison.Ordinal) ? $"are {alike.Key.After[3..]}" : alike.Key.After;
            yield return alike.Key.What.Length == 0 ? $"{servers} {rest}" : string.Create(CultureInfo.InvariantCulture, $"{alike.Key.What} of {servers} {rest}");
        }
    }

    /// <summary>"from 6 to 0" reads as if nothing were let through.</summary>
    private static string WithoutLimit(string part) => NoLimit().Replace(part, match => $"{match.Groups["before"].Value}{(match.Groups["from"].Value == "0" ? "none" : match.Groups["from"].Value)} to {(match.Groups["to"].Value == "0" ? "none" : match.Groups["to"].Value)}");

    [GeneratedRegex(@"^pools\.(?<pool>[^.\s]+)\.servers\.(?<server>[^.\s]+)(\.(?<what>[a-z]+))? (?<rest>is new.*|is gone.*|from \S+ to \S+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfServer();

    [GeneratedRegex(@"^(?<before>pools\.\S+\.limits\.(connections|sessions) from )(?<from>\d+) to (?<to>\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoLimit();
}
