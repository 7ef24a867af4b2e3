namespace Holdfast.Configuration.Checking.Rules;

/// <summary>
/// The most specific match wins whatever the order, so a wide route never hides a narrow one behind it. Only a route with the same
/// conditions as one above can never be reached; a route without conditions is one more such case, and so is /* for every path.
/// </summary>
internal sealed class RouteNeverReached : IConfigRule
{
    public string Name => "route-never-reached";

    public string Summary => "No route has the same match as one above it.";

    public void Check(CheckContext context)
    {
        var seen = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            if (!context.IsComplete(ConfigPlaces.Match(index)))
            {
                continue;
            }

            MatchConfig match = context.Config.Routes[index].Match;
            string key = Key(match);
            if (!seen.TryGetValue(key, out List<int>? alike))
            {
                seen[key] = alike = [];
            }

            int first = alike.FindIndex(earlier => Covers(context.Config.Routes[earlier].Match.Methods, match.Methods));
            if (first >= 0)
            {
                Report(context, index, alike[first]);
            }

            alike.Add(index);
        }
    }

    private static void Report(CheckContext context, int index, int first)
    {
        int line = context.LineOf(ConfigPlaces.Route(first));
        string message = context.IsWritten(ConfigPlaces.Match(index))
            ? $"this route is never reached: the route in line {line} has the same match"
            : $"this route is never reached: the route in line {line} already takes every request";
        context.Error(ConfigPlaces.Match(index), message, "Remove one of the two, or make their matches differ.");
    }

    /// <summary>Everything but the methods; '\n' cannot be part of a host, path or header.</summary>
    private static string Key(MatchConfig match)
    {
        string path = match.Path is null or "/*" or "/**" ? "" : match.Path;
        IEnumerable<string> headers = match.Headers.Count == 0 ? [] : match.Headers.Select(static header => $"{header.Key.ToLowerInvariant()}\n{header.Value}").Order(StringComparer.Ordinal);
        return string.Join('\n', [match.Host?.ToLowerInvariant() ?? "", path, .. headers]);
    }

    private static bool Covers(IReadOnlyList<string> earlier, IReadOnlyList<string> later) =>
        earlier.Count == 0 ? later.Count == 0 : later.Count > 0 && later.All(earlier.Contains);
}
