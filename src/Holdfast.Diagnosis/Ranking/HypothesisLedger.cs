namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// When each cause was taken seriously, and when and why it was ruled out: the wrong paths that nobody had to walk. One trouble, one
/// ledger. One thread.
/// </summary>
internal sealed class HypothesisLedger
{
    private const double TakenSeriously = 0.1;

    private readonly Dictionary<CauseClass, LedgerEntry> entries = [];

    public void Record(Explanation explanation)
    {
        foreach (RankedCause cause in explanation.Ranking.Where(cause => cause.Class != CauseClass.NoneOfThese))
        {
            LedgerEntry before = entries.GetValueOrDefault(cause.Class) ?? new LedgerEntry(cause.Class, cause.Name, null, null, null);
            entries[cause.Class] = before with
            {
                OpenedAt = before.OpenedAt ?? (cause.Probability >= TakenSeriously ? explanation.At : null),
                RejectedAt = cause.Rejection is null ? null : before.RejectedAt ?? explanation.At,
                Reason = cause.Rejection,
            };
        }
    }

    /// <summary>Those that were taken seriously first.</summary>
    public IReadOnlyList<LedgerEntry> Entries => [.. entries.Values.OrderBy(entry => entry.OpenedAt ?? long.MaxValue).ThenBy(entry => entry.Class)];
}
