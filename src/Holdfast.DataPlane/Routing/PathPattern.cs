using System.Text;

namespace Holdfast.DataPlane.Routing;

/// <summary>The path of a match as the operator wrote it, taken apart.</summary>
internal sealed class PathPattern
{
    private PathPattern(byte[] literal, bool exact, Glob? glob)
    {
        Literal = literal;
        IsExact = exact;
        Glob = glob;
    }

    /// <summary>The whole path when exact, otherwise the leading segments that hold no wildcard: "/a/b" of /a/b/*/c. Empty for /*.</summary>
    public byte[] Literal { get; }

    public bool IsExact { get; }

    /// <summary>What the path must look like behind the literal start; null where anything below it will do.</summary>
    public Glob? Glob { get; }

    /// <param name="globs">Those compiled already: of 10,000 routes of one shape all share one.</param>
    public static PathPattern Parse(string? path, Dictionary<string, Glob> globs)
    {
        if (string.IsNullOrEmpty(path))
        {
            return new PathPattern([], exact: false, glob: null);
        }

        int wildcard = path.IndexOf('*', StringComparison.Ordinal);
        if (wildcard < 0)
        {
            return new PathPattern(Encoding.UTF8.GetBytes(path), exact: true, glob: null);
        }

        // The literal start ends at a segment border, because that is where the table looks paths up.
        int border = Math.Max(path.LastIndexOf('/', wildcard), 0);
        byte[] literal = Encoding.UTF8.GetBytes(path[..border]);
        string rest = path[border..];
        bool everythingBelow = string.Equals(rest.TrimEnd('*'), "/", StringComparison.Ordinal);
        return new PathPattern(literal, exact: false, everythingBelow ? null : GlobOf(rest, globs));
    }

    private static Glob GlobOf(string pattern, Dictionary<string, Glob> globs)
    {
        if (!globs.TryGetValue(pattern, out Glob? glob))
        {
            globs[pattern] = glob = new Glob(pattern);
        }

        return glob;
    }

    /// <summary>Negative when the first is more specific. Only for patterns with the same literal start.</summary>
    public static int CompareSpecificity(PathPattern one, PathPattern other) => (one.Glob, other.Glob) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ => Glob.CompareSpecificity(one.Glob, other.Glob),
    };
}
