namespace Holdfast.DataPlane.Tests.Routing;

/// <summary>Path patterns by trying every possibility: slow and plain.</summary>
internal static class GlobModel
{
    public static bool Matches(string pattern, string path)
    {
        string body = Body(pattern, out bool below);
        return MatchesAll(body, path)
            || (below && Enumerable.Range(0, path.Length).Any(end => path[end] == '/' && MatchesAll(body, path[..end])));
    }

    /// <summary>The pattern without a closing segment of stars.</summary>
    public static string Body(string pattern, out bool below)
    {
        int lastSlash = pattern.LastIndexOf('/');
        string last = pattern[(lastSlash + 1)..];
        below = last.Length > 0 && last.All(letter => letter == '*');
        return below ? pattern[..lastSlash] : pattern;
    }

    /// <summary>Lengths of the runs of stars.</summary>
    public static int[] StarRuns(string pattern)
    {
        var runs = new List<int>();
        for (int i = 0; i < pattern.Length; i += RunAt(pattern, i) + 1)
        {
            if (RunAt(pattern, i) > 0)
            {
                runs.Add(RunAt(pattern, i));
            }
        }

        return [.. runs];
    }

    private static int RunAt(string pattern, int start) => pattern[start..].Length - pattern[start..].TrimStart('*').Length;

    private static bool MatchesAll(string pattern, string path)
    {
        if (pattern.Length == 0)
        {
            return path.Length == 0;
        }

        int run = RunAt(pattern, 0);
        if (run == 0)
        {
            return path.Length > 0 && path[0] == pattern[0] && MatchesAll(pattern[1..], path[1..]);
        }

        return Enumerable.Range(0, path.Length + 1)
            .Any(taken => (run > 1 || !path[..taken].Contains('/')) && MatchesAll(pattern[run..], path[taken..]));
    }
}
