using Holdfast.Diagnosis;

namespace Holdfast.Incidents.Reports;

/// <summary>What the diagnosis says of an incident's cause at this moment, word for word as `holdfast why` says it.</summary>
/// <param name="Stated">A sentence without a full stop.</param>
/// <param name="Cause">Name of the cause that is stated; null while none is.</param>
/// <param name="RuledOut">Names of those that are ruled out now: what was ruled out before may be possible again.</param>
public sealed record CauseNowReport(string Stated, string? Cause, IReadOnlyList<string> RuledOut)
{
    /// <summary>How users are hurt at this moment; null when they are not.</summary>
    public string? Harm { get; init; }

    /// <summary>What speaks most for the cause that is stated, strongest first, a sentence each without a full stop.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Null where the diagnosis has not begun to look for causes.</summary>
    public static CauseNowReport? Of(CauseFinding seen) => seen.Explanation is { } why && CauseStated.Of(seen) is { } stated
        ? new CauseNowReport(stated, why.RootCause?.Name, [.. why.Ranking.Where(cause => cause.Rejection is not null).Select(cause => cause.Name)])
        {
            Harm = why.IsHurtNow ? why.Harm : null,
            Evidence = why.RootCause is { } cause ? CauseStatementReports.Strongest(cause.For.Select(weighed => weighed.Item.Text), cause.Claim) : [],
        }
        : null;
}
