using System.Text.Json.Serialization;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>Reads what the admin API writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(GatewayStateReport))]
[JsonSerializable(typeof(SeriesListReport))]
[JsonSerializable(typeof(SeriesReport))]
[JsonSerializable(typeof(EventListReport))]
[JsonSerializable(typeof(EventRequest))]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(DiagnosisReport))]
[JsonSerializable(typeof(ApiReload))]
[JsonSerializable(typeof(ServerDrainReport))]
[JsonSerializable(typeof(ThrottleReport))]
internal sealed partial class ApiJson : JsonSerializerContext;
