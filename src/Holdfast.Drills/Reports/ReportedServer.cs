namespace Holdfast.Drills.Reports;

/// <summary>Second by second, as the server saw itself.</summary>
public sealed record ReportedServer(
    string Name,
    IReadOnlyList<long> Admitted,
    IReadOnlyList<long> PeakInFlight,
    IReadOnlyList<long> Sessions,
    IReadOnlyList<bool> Answers,
    long LostSessions,
    long Deaths);
