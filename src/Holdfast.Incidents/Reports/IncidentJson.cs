using System.Text.Json.Serialization;

namespace Holdfast.Incidents.Reports;

/// <summary>What the API writes and the command line reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IncidentReport))]
[JsonSerializable(typeof(IncidentListReport))]
[JsonSerializable(typeof(IncidentRequest))]
[JsonSerializable(typeof(EscalationReport))]
[JsonSerializable(typeof(PostmortemReport))]
[JsonSerializable(typeof(PostmortemListReport))]
[JsonSerializable(typeof(DeliveryReport))]
[JsonSerializable(typeof(MeasuresReport))]
[JsonSerializable(typeof(TaskReport))]
[JsonSerializable(typeof(TaskListReport))]
[JsonSerializable(typeof(TaskRequest))]
public sealed partial class IncidentJson : JsonSerializerContext;
