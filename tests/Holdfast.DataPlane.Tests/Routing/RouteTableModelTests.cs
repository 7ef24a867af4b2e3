using Holdfast.Configuration;
using Holdfast.Foundation;
using static Holdfast.DataPlane.Tests.Routing.RequestFixture;

namespace Holdfast.DataPlane.Tests.Routing;

/// <summary>
/// The table against its definition: a slow model that sorts all routes by the written order of specificity and tries them one by one,
/// with paths compared by trying every possibility.
/// </summary>
public sealed class RouteTableModelTests
{
    private static readonly string[] Hosts = ["a.com", "b.a.com", "c.b.a.com", "com", "*.a.com", "*.com", "*.b.a.com", "*", ""];
    private static readonly string[] Segments = ["a", "b", "ab", "*", "a*", "*b", "**", "a**b", ""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomRoutesAndRequests_MatchLikeTheDefinition(ulong seed)
    {
        var random = new SeededRandom(seed);
        for (int round = 0; round < 60; round++)
        {
            RouteConfig[] routes = [.. Enumerable.Range(0, 1 + random.Next(40)).Select(_ => RandomRoute(random))];
            var table = RouteTable.Compile(routes);
            for (int request = 0; request < 60; request++)
            {
                string host = Hosts[random.Next(4)];
                string path = RandomPath(random, 3);
                string method = random.Next(2) == 0 ? "GET" : "POST";
                (string, string)[] headers = random.Next(2) == 0 ? [] : [("X-A", random.Next(2) == 0 ? "1" : "2")];
                Match(table, path, host, method, headers)
                    .ShouldBe(Model(routes, host, path, method, headers), $"seed {seed}, round {round}: {method} {host}{path} over {string.Join(" ", routes.Select(route => route.Match.Host + route.Match.Path))}");
            }
        }
    }

    private static RouteConfig RandomRoute(SeededRandom random)
    {
        string[] segments = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Segments[random.Next(random.Next(3) == 0 ? Segments.Length : 3)])];
        string path = "/" + string.Join('/', segments) + (random.Next(3) == 0 ? "/*" : "");
        (string, string)[] headers = random.Next(4) == 0 ? [("X-A", random.Next(2) == 0 ? "1" : "*")] : [];
        return Route(random.Next(8) == 0 ? null : path, Hosts[random.Next(Hosts.Length)], random.Next(4) == 0 ? ["GET"] : [], headers);
    }

    private static string RandomPath(SeededRandom random, int kinds) =>
        "/" + string.Join('/', Enumerable.Range(0, 1 + random.Next(5)).Select(_ => random.Next(8) == 0 ? "" : Segments[random.Next(kinds)]));

    private static int Model(RouteConfig[] routes, string host, string path, string method, (string Name, string Value)[] headers) =>
        routes.Select((route, i) => (route.Match, Index: i))
            .OrderByDescending(route => HostRank(route.Match.Host))
            .ThenByDescending(route => PathRank(route.Match.Path), Comparer<int[]>.Create(CompareRanks))
            .ThenByDescending(route => route.Match.Headers.Count + Math.Min(route.Match.Methods.Count, 1))
            .ThenBy(route => route.Index)
            .Where(route => HostMatches(route.Match.Host, host) && PathMatches(route.Match.Path, path))
            .Where(route => route.Match.Methods.Count == 0 || route.Match.Methods.Contains(method))
            .Where(route => route.Match.Headers.All(wanted => headers.Any(header => header.Name == wanted.Key && wanted.Value is "*" || wanted.Value == header.Value)))
            .Select(route => route.Index)
            .FirstOrDefault(-1);

    private static int HostRank(string? host) => string.IsNullOrEmpty(host) || host == "*" ? 0 : host.StartsWith('*') ? host.Length : 1000;

    private static bool HostMatches(string? pattern, string host) =>
        string.IsNullOrEmpty(pattern) || pattern == "*" || pattern == host || (pattern.StartsWith('*') && host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.Ordinal));

    // Exact; literal start; glob before prefix; literal bytes; fewer **; fewer *.
    private static int[] PathRank(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return [0, 0, 0, 0, 0, 0];
        }

        if (!path.Contains('*'))
        {
            return [1, 0, 0, 0, 0, 0];
        }

        int start = Math.Max(path.LastIndexOf('/', path.IndexOf('*')), 0);
        string rest = path[start..];
        if (rest.Trim('*') == "/")
        {
            return [0, start, 0, 0, 0, 0];
        }

        string body = GlobModel.Body(rest, out bool below);
        int[] runs = GlobModel.StarRuns(body);
        int deep = runs.Count(length => length > 1) + (below ? 1 : 0);
        return [0, start, 1, body.Count(letter => letter != '*'), -deep, -runs.Count(length => length == 1)];
    }

    private static int CompareRanks(int[]? one, int[]? other) => one.AsSpan().SequenceCompareTo(other);

    private static bool PathMatches(string? pattern, string path)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            return true;
        }

        return GlobModel.Matches(pattern, path);
    }
}
