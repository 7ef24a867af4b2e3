namespace Holdfast.Admin;

/// <summary>What is wrong, why, and what to do, as GET /api/diagnosis shows it.</summary>
/// <param name="At">The moment that is described.</param>
/// <param name="State">normal, suspected or declared; detected is suspected or higher. Of a past moment also unknown: nobody watched, or it is longer ago than sixty days.</param>
/// <param name="Verdict">no-harm, undetermined or root-cause; null while all is well.</param>
/// <param name="Cause">Only with the verdict root-cause.</param>
/// <param name="Ranking">
/// All causes that are known, the most likely first. After it not by probability: each of them stands by what speaks for it in all, or by what it
/// explains of all that the first leaves unexplained, whichever is more. So the second is what it is if it is not the first, or what is there beside it.
/// </param>
/// <param name="NextTest">The cheapest thing that would settle it.</param>
/// <param name="NotObserved">Telemetry that was missing and therefore speaks neither for nor against anything.</param>
/// <param name="Past">Troubles that are over, oldest first.</param>
public sealed record DiagnosisReport(
    DateTimeOffset At,
    string State,
    long? Number,
    DateTimeOffset? Onset,
    DateTimeOffset? SuspectedAt,
    DateTimeOffset? DeclaredAt,
    DateTimeOffset? ClearedAt,
    string? Pool,
    string? Harm,
    string? Verdict,
    CauseReport? Cause,
    IReadOnlyList<CauseReport> Ranking,
    EvidenceReport? Trigger,
    EvidenceReport? Sustaining,
    IReadOnlyList<string> Contributing,
    string? NextTest,
    IReadOnlyList<MitigationReport> Mitigations,
    IReadOnlyList<AnomalyReport> Anomalies,
    IReadOnlyList<string> NotObserved,
    string? Recovery,
    IReadOnlyList<PastTroubleReport> Past)
{
    /// <summary>What is said of the cause, in a sentence, as an incident says it too; null while all is well, and of moments that an earlier version has kept.</summary>
    public string? Stated { get; init; }

    /// <summary>What the gateway refused for its own sake at that moment, for memory, descriptors or time; null where it did not.</summary>
    public string? Pressure { get; init; }
}
