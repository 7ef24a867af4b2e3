namespace Holdfast.Telemetry.Series;

/// <summary>Something that changed and may be the cause of what followed. Immutable.</summary>
/// <param name="Id">Rises with every event of a gateway.</param>
/// <param name="HappenedAt">When it happened, as its source says.</param>
/// <param name="RecordedAt">When the gateway learned of it.</param>
/// <param name="Subject">As <see cref="SeriesSubject.ToString"/> writes it, or empty.</param>
/// <param name="What">A sentence.</param>
/// <param name="Source">Who did it: "signal", "api: NAME OF THE TOKEN", "gateway".</param>
public sealed record ChangeEvent(
    long Id,
    DateTimeOffset HappenedAt,
    DateTimeOffset RecordedAt,
    ChangeKind Kind,
    string Subject,
    string What,
    string Source,
    string? Before,
    string? After)
{
    /// <summary>That answered the route when it happened, where the subject is one and its source knows it. It lives as long as the process does.</summary>
    public string? Pool { get; init; }
}
