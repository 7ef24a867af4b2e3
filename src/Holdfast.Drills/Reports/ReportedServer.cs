namespace Holdfast.Drills.Reports;

/// <summary>Second by second, as the server saw itself.</summary>
public sealed record ReportedServer(
    string Name,
    IReadOnlyList<long> Admitted,
    IReadOnlyList<long> PeakInFlight,
    IReadOnlyList<long> Sessions,
    IReadOnlyList<bool> Answers,
    long LostSessions,
    long Deaths)
{
    /// <summary>When the server was asked, seconds from the first request.</summary>
    public IReadOnlyList<double> SampledAt { get; init; } = [];

    /// <summary>Requests that it had then, in service and waiting at it.</summary>
    public IReadOnlyList<long> SampledInFlight { get; init; } = [];
}
