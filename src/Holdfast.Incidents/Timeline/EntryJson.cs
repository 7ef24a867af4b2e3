using System.Text.Json.Serialization;

namespace Holdfast.Incidents.Timeline;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EntryBody))]
internal sealed partial class EntryJson : JsonSerializerContext;
