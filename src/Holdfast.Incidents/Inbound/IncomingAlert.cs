using System.Text.Json.Serialization;

namespace Holdfast.Incidents.Inbound;

/// <summary>One alert of a group.</summary>
/// <param name="Status">firing or resolved.</param>
/// <param name="EndsAt">When it is not over, in the year 1 or in the future.</param>
/// <param name="Fingerprint">The same for the same labels.</param>
public sealed record IncomingAlert(string? Status, Dictionary<string, string>? Labels, Dictionary<string, string>? Annotations, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, [property: JsonPropertyName("generatorURL")] string? GeneratorUrl, string? Fingerprint)
{
    [JsonIgnore]
    public bool IsFiring => Status != "resolved";
}
