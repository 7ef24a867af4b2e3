namespace Holdfast.Drills.Reports;

/// <summary>Second by second, by the second in which a request should have been sent.</summary>
public sealed record ReportedClass(
    string Name,
    IReadOnlyList<long> Offered,
    IReadOnlyList<long> Good,
    IReadOnlyList<long> Shed,
    IReadOnlyList<long> Failed,
    IReadOnlyList<double> P99Milliseconds);
