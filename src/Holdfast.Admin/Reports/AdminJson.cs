using System.Text.Json.Serialization;

namespace Holdfast.Admin;

/// <summary>All that the API writes, serialized by generated code: reflection would cost the start tens of milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(GatewayStateReport))]
[JsonSerializable(typeof(DiagnosisReport))]
[JsonSerializable(typeof(ProblemReport))]
[JsonSerializable(typeof(VersionReport))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ReloadReport))]
[JsonSerializable(typeof(DrainOutcome))]
[JsonSerializable(typeof(LimitRequest))]
[JsonSerializable(typeof(LimitReport))]
[JsonSerializable(typeof(ServerDrainReport))]
[JsonSerializable(typeof(ThrottleRequest))]
[JsonSerializable(typeof(ThrottleReport))]
[JsonSerializable(typeof(SeriesReport))]
[JsonSerializable(typeof(SeriesListReport))]
[JsonSerializable(typeof(EventReport))]
[JsonSerializable(typeof(EventListReport))]
[JsonSerializable(typeof(EventRequest))]
internal sealed partial class AdminJson : JsonSerializerContext;
