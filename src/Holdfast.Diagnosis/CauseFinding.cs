using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis;

/// <summary>What is known at one moment: the state, the anomalies, the causes. Immutable; times are Unix seconds.</summary>
/// <param name="Number">Of the trouble; 0 while all is well.</param>
/// <param name="Onset">When it began. The same in every text about it; the explanation may work with a later one, when something new began after a lull.</param>
/// <param name="Ledger">When each cause was taken seriously and when it was ruled out.</param>
/// <param name="Recovery">Whether what was done about it, or the end, had the effect that the cause predicts; null before something was done, and without a cause.</param>
public sealed record CauseFinding(
    long Second,
    DetectionState State,
    long Number,
    long Onset,
    long SuspectedAt,
    long? DeclaredAt,
    long? ClearedAt,
    IReadOnlyList<Anomaly> Anomalies,
    Explanation? Explanation,
    IReadOnlyList<LedgerEntry> Ledger,
    RecoveryCheck? Recovery)
{
    /// <summary>For so long nothing has been over its threshold; 0 while something is.</summary>
    public long QuietSeconds { get; init; }

    /// <summary>It ends when all has been quiet for so long.</summary>
    public int EndsAfterQuietSeconds { get; init; }

    public static CauseFinding Calm(long second) => new(second, DetectionState.Normal, 0, second, second, null, null, [], null, [], null);
}
