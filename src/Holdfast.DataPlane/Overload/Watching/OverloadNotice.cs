using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>Something that operators should read in the event log.</summary>
public sealed record OverloadNotice(EventLevel Level, string Kind, string Message, (string Name, string? Value)[] Fields);
