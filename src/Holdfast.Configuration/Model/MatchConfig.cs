namespace Holdfast.Configuration;

/// <summary>All that is written must hold; what is not written always holds.</summary>
public sealed record MatchConfig
{
    /// <summary>Exact name or *.example.com (any depth below, not the name itself). Without port, compared without case.</summary>
    public string? Host { get; init; }

    /// <summary>Exact (/a), prefix on a segment border (/a/*), or glob with * within and ** across segments (/a/*/b, /img/**.png).</summary>
    public string? Path { get; init; }

    /// <summary>Methods; empty means every method.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Header name to value; "*" means present with any value.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
