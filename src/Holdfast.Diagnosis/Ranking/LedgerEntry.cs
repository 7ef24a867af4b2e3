namespace Holdfast.Diagnosis.Ranking;

/// <summary>One cause in one trouble.</summary>
/// <param name="OpenedAt">Unix second in which it was likely for the first time; null when it never was.</param>
/// <param name="RejectedAt">Unix second since which it has been ruled out; null while it may be.</param>
/// <param name="Reason">What rules it out, in one sentence.</param>
public sealed record LedgerEntry(CauseClass Class, string Name, long? OpenedAt, long? RejectedAt, string? Reason);
