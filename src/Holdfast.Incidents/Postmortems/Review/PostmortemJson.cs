using System.Text.Json.Serialization;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>Versions as the store keeps them and the API shows them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PostmortemVersion))]
[JsonSerializable(typeof(PostmortemFile))]
public sealed partial class PostmortemJson : JsonSerializerContext;
