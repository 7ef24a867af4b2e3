namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// When each cause was taken seriously, and when and why it was ruled out: the wrong paths that nobody had to walk. One trouble, one
/// ledger. One thread.
/// </summary>
internal sealed class HypothesisLedger
{
    private const double TakenSeriously = 0.1;

    private readonly Dictionary<CauseClass, LedgerEntry> entries = [];

    /// <param name="isBeingMended">What is seen now is what somebody has just put right: it rules out nothing of what it was before.</param>
    public void Record(Explanation explanation, bool isBeingMended = false)
    {
        foreach (RankedCause cause in explanation.Ranking.Where(cause => cause.Class != CauseClass.NoneOfThese))
        {
            LedgerEntry before = entries.GetValueOrDefault(cause.Class) ?? new LedgerEntry(cause.Class, cause.Name, null, null, null);
            bool isRejected = cause.Rejection is not null && (before.RejectedAt is not null || !isBeingMended);
            entries[cause.Class] = before with
            {
                OpenedAt = before.OpenedAt ?? (cause.Probability >= TakenSeriously ? explanation.At : null),
                RejectedAt = isRejected ? before.RejectedAt ?? explanation.At : null,
                // Of the second in which it was ruled out: what is seen later may be what is left of the trouble.
                Reason = isRejected ? before.Reason ?? cause.Rejection : null,
            };
        }
    }

    /// <summary>Those that were taken seriously first.</summary>
    public IReadOnlyList<LedgerEntry> Entries => [.. entries.Values.OrderBy(entry => entry.OpenedAt ?? long.MaxValue).ThenBy(entry => entry.Class)];
}
