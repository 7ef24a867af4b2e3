using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>Something that operators should read in the event log.</summary>
public sealed record OverloadNotice(EventLevel Level, string Kind, string Message, (string Name, string? Value)[] Fields)
{
    /// <summary>What the record of changes says of it; null when it is for the log only.</summary>
    public ProtectionStep? Step { get; init; }
}
