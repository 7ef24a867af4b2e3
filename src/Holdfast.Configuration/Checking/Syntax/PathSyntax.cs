namespace Holdfast.Configuration.Checking.Syntax;

/// <summary>The path patterns of routes: /a exactly, /a/* by prefix, * within and ** across segments.</summary>
internal static class PathSyntax
{
    /// <summary>Longer patterns can hardly match: request lines end at 8 kB.</summary>
    private const int MaximumLength = 2048;

    public static (string Problem, string Remedy)? Check(string pattern)
    {
        if (!pattern.StartsWith('/'))
        {
            return ("does not start with /", pattern.StartsWith('*') ? "Write \"/*\" for every path." : "Write the path from its first /: /checkout/*.");
        }

        if (pattern.Contains('?') || pattern.Contains('#'))
        {
            return ("holds a query or fragment", "Write the path alone; a query is not part of the match.");
        }

        if (!HttpSyntax.IsPathText(pattern) || pattern.Length > MaximumLength)
        {
            return pattern.Length > MaximumLength
                ? ("is longer than 2048 symbols", "Shorten the path.")
                : ("holds a symbol that no request path can hold", "Write spaces and symbols outside ASCII percent-encoded, as requests carry them.");
        }

        return pattern.Contains("***", StringComparison.Ordinal)
            ? ("holds more than two * in a row", "Write * within a segment, ** across segments.")
            : null;
    }

    /// <summary>Whether every path that matches starts with the prefix and ends there or goes on with '/'.</summary>
    public static bool Guarantees(string pattern, string prefix)
    {
        int star = pattern.IndexOf('*');
        string literal = star < 0 ? pattern : pattern[..star];
        return literal.StartsWith(prefix, StringComparison.Ordinal)
            && (literal.Length > prefix.Length ? literal[prefix.Length] == '/' : star < 0);
    }
}
