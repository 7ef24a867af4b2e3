namespace Holdfast.Drills.Reports;

/// <summary>Second by second, by the second in which a request should have been sent.</summary>
public sealed record ReportedClass(
    string Name,
    IReadOnlyList<long> Offered,
    IReadOnlyList<long> Good,
    IReadOnlyList<long> Shed,
    IReadOnlyList<long> Failed,
    IReadOnlyList<double> P99Milliseconds)
{
    /// <summary>Answers by status, of all attempts.</summary>
    public IReadOnlyDictionary<int, long> Statuses { get; init; } = new Dictionary<int, long>();

    /// <summary>Until a refusal came, over the whole run; null when there was none.</summary>
    public double? ShedP99Milliseconds { get; init; }

    public ReportedTenths Tenths { get; init; } = new([], [], [], [], [], []);
}
