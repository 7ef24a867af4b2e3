namespace Holdfast.Drills.Reports;

/// <summary>One class in the whole seconds of one phase. Times of good answers, from the intended time of sending; null when there are none.</summary>
public sealed record ReportedPhase(
    string Phase,
    string Class,
    long Offered,
    long Good,
    long Shed,
    long Failed,
    double? P50Milliseconds,
    double? P99Milliseconds,
    double? P999Milliseconds);
