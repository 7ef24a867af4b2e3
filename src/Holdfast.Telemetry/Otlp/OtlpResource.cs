namespace Holdfast.Telemetry.Otlp;

/// <summary>Who sends, by the names of OpenTelemetry's semantic conventions. Immutable.</summary>
/// <param name="InstanceId">Unique for each start: counters begin anew with it.</param>
public sealed record OtlpResource(string ServiceName, string Version, string InstanceId, string HostName, int ProcessId);
