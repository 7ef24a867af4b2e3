namespace Holdfast.Drills.Load;

/// <summary>One kind of request of a class.</summary>
public sealed record RequestShape
{
    /// <summary>Path and query, as they go into the request line.</summary>
    public string Path { get; init; } = "/";

    public string Method { get; init; } = "GET";

    /// <summary>Its share among the requests of the class.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Size of the body; 0 sends none.</summary>
    public long BodyBytes { get; init; }

    /// <summary>Added to those of the class; one of the same name replaces it.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
