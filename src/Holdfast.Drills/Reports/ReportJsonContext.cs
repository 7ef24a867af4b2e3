using System.Text.Json.Serialization;

namespace Holdfast.Drills.Reports;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(DrillReport))]
[JsonSerializable(typeof(DrillReport[]))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
