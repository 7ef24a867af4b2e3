namespace Holdfast.Telemetry.Otlp;

/// <param name="Problem">Null when it was taken.</param>
/// <param name="IsFinal">It would be refused again.</param>
internal readonly record struct OtlpAnswer(string? Problem, bool IsFinal);
