using System.Text.Json.Serialization;

namespace Holdfast.Incidents.Drills;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DrillVerdict))]
internal sealed partial class DrillJson : JsonSerializerContext;
