using System.Text.Json.Serialization;

namespace Holdfast.Incidents.Inbound;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlertGroup))]
[JsonSerializable(typeof(AlertReceipt))]
public sealed partial class AlertJson : JsonSerializerContext;
