using System.Text.Json.Serialization;

namespace Holdfast.Configuration;

/// <summary>
/// One thing that is wrong with a configuration: where, what, and what to do about it. In JSON its members stand in the order in which
/// <see cref="ConfigFindingFormatter"/> writes them: scripts read the same from --check-only and from the admin API.
/// </summary>
/// <param name="Line">1-based; 0 when it concerns the whole file.</param>
/// <param name="Column">1-based; 0 when it concerns the whole file.</param>
/// <param name="Path">For example pools.shop.servers[1].weight.</param>
public sealed record ConfigFinding(
    string File,
    int Line,
    int Column,
    [property: JsonPropertyOrder(3)] string Path,
    [property: JsonPropertyOrder(4)] string Message,
    [property: JsonPropertyOrder(5)] string Remedy,
    [property: JsonPropertyOrder(1), JsonConverter(typeof(SeverityJson))] Severity Severity = Severity.Error)
{
    /// <summary>Stable name of the check that found it, for scripts; "read" when the text itself could not be understood.</summary>
    [JsonPropertyOrder(2)]
    public string Rule { get; init; } = "read";
}
