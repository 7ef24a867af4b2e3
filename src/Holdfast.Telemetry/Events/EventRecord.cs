namespace Holdfast.Telemetry;

/// <summary>One thing that the gateway said about itself.</summary>
/// <param name="Kind">Constant in code, for example config-refused: what the rate limit counts by.</param>
public sealed record EventRecord(DateTimeOffset Time, EventLevel Level, string Kind, string Message, IReadOnlyList<(string Name, string? Value)> Fields);
