namespace Holdfast.DataPlane.Routing;

/// <summary>What is known of one host's routes before its paths are looked up. A small value in one array of all hosts. Immutable.</summary>
internal readonly struct HostRoutes
{
    private readonly int host;
    private readonly bool hasExactPaths;
    private readonly int longestStart;

    // The routes below "/", as PathTable numbers them.
    private readonly int belowRoot;

    // Bit n: there is a literal start whose length modulo 64 is n. A path of a thousand slashes costs few lookups more than a short one.
    private readonly ulong startLengths;

    public HostRoutes(int host, bool hasExactPaths, int[] startLengths, int belowRoot)
    {
        this.host = host;
        this.hasExactPaths = hasExactPaths;
        this.belowRoot = belowRoot;
        longestStart = startLengths.DefaultIfEmpty().Max();
        foreach (int length in startLengths)
        {
            this.startLengths |= 1UL << length;
        }
    }

    /// <summary>Index of the route, or -1.</summary>
    public int Match(PathTable paths, in RouteRequest request)
    {
        int found = hasExactPaths ? paths.MatchExact(host, request) : -1;
        if (found < 0 && longestStart > 0)
        {
            found = MatchStarts(paths, request);
        }

        return found >= 0 ? found : paths.Match(belowRoot, request, 0);
    }

    /// <summary>From the longest start that ends at a border of the path to the shortest.</summary>
    private int MatchStarts(PathTable paths, in RouteRequest request)
    {
        ReadOnlySpan<byte> path = request.Path;
        // The end of the path is a border too: /a/* matches /a. A longer path has its last useful border where the longest start may end.
        int border = path.Length <= longestStart ? path.Length : path[..(longestStart + 1)].LastIndexOf((byte)'/');
        while (border > 0)
        {
            // A shift counts modulo 64.
            if (((startLengths >> border) & 1) != 0)
            {
                int found = paths.MatchStart(host, request, border);
                if (found >= 0)
                {
                    return found;
                }
            }

            border = path[..border].LastIndexOf((byte)'/');
        }

        return -1;
    }
}
