namespace Holdfast.Configuration;

public sealed record HeaderRulesConfig
{
    /// <summary>Replaces the field or adds it. Framing and connection fields may not be set.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Removes every field with the name.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];
}
