using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Overload;

/// <summary>What overload protection did by itself, for the record of changes.</summary>
/// <param name="What">A sentence; its subject is the gateway or what it names itself.</param>
/// <param name="Before">How it was; with <paramref name="After"/>, for programs.</param>
public sealed record ProtectionStep(SeriesSubject Subject, string What, string Before, string After)
{
    public const string Refuses = "refuses";

    /// <summary>That answered the route when it happened, where the subject is one: a reload may have moved the route before this is recorded.</summary>
    public string? Pool { get; init; }
}
