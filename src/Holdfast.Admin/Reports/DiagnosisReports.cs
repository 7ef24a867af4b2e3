using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Telemetry.Series;

namespace Holdfast.Admin;

/// <summary>What the watch found, in the words of the API.</summary>
public static class DiagnosisReports
{
    /// <summary>The state of a moment in which nobody watched.</summary>
    public const string Unknown = "unknown";

    public static DiagnosisReport Of(CauseFinding finding, IReadOnlyList<CauseFinding> past)
    {
        Explanation? why = finding.Explanation;
        bool isCalm = finding.Number == 0;
        return new DiagnosisReport(
            Time(finding.Second),
            Word(finding.State),
            isCalm ? null : finding.Number,
            isCalm ? null : Time(finding.Onset),
            isCalm ? null : Time(finding.SuspectedAt),
            Time(finding.DeclaredAt),
            Time(finding.ClearedAt),
            why?.Pool.Name,
            why?.Harm,
            why is null ? null : Word(why.Verdict),
            why?.RootCause is { } root ? Cause(root, finding) : null,
            why is null ? [] : [.. why.Ranking.Select(cause => Cause(cause, finding))],
            why?.Trigger is { } trigger ? Evidence(trigger, null) : null,
            why?.Sustaining is { } sustaining ? Evidence(sustaining, null) : null,
            why is null ? [] : [.. why.Contributing.Select(cause => cause.Name)],
            why?.NextTest,
            why is null ? [] : [.. why.Mitigations.Select(mitigation => new MitigationReport(mitigation.Text, mitigation.Command, mitigation.IsTaken))],
            [.. finding.Anomalies.Select(Anomaly)],
            why?.NotObserved ?? [],
            finding.Recovery?.Text,
            [.. past.Select(Past)]) { Stated = CauseStated.Of(finding) };
    }

    public static DetectionReport Summary(CauseFinding finding)
    {
        if (finding.State == DetectionState.Normal)
        {
            return new DetectionReport(Word(finding.State), null, null, null);
        }

        string seen = finding.Anomalies.Count > 0 ? finding.Anomalies[0].Text : "an anomaly";
        string text = finding.Explanation switch
        {
            { RootCause: { } cause } => cause.Claim,
            { Verdict: Verdict.NoHarm } why => $"{seen}; {why.Harm}",
            { } why => $"{why.Harm}, cause undetermined, most likely {why.Top.Name}",
            null => seen,
        };
        return new DetectionReport(Word(finding.State), Time(finding.Onset), finding.Explanation?.Top.Name, text) { SuspectedAt = Time(finding.SuspectedAt), DeclaredAt = Time(finding.DeclaredAt) };
    }

    public static string Word(DetectionState state) => state.ToString().ToLowerInvariant();

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.NoHarm => "no-harm",
        Verdict.RootCause => "root-cause",
        _ => "undetermined",
    };

    private static string Word(DetectionLevel level) => level == DetectionLevel.BurnRate ? "burn-rate" : level.ToString().ToLowerInvariant();

    private static CauseReport Cause(RankedCause cause, CauseFinding finding)
    {
        LedgerEntry? entry = finding.Ledger.FirstOrDefault(each => each.Class == cause.Class);
        return new CauseReport(
            cause.Name,
            Math.Round(cause.Probability, 4),
            Math.Round(cause.Decibans, 1),
            cause.Claim,
            [.. cause.For.Select(item => Evidence(item.Item, item.Decibans))],
            [.. cause.Against.Select(item => Evidence(item.Item, item.Decibans))],
            Time(entry?.OpenedAt),
            Time(entry?.RejectedAt),
            cause.Rejection);
    }

    private static EvidenceReport Evidence(EvidenceItem item, double? decibans) => new(
        Dashed(item.Sign.ToString()),
        Dashed(item.Family.ToString()),
        item.Subject.ToString(),
        Enum.TryParse(item.Signal, out Signal signal) ? SeriesWords.Of(signal) : item.Signal,
        Time(item.From),
        Time(item.To),
        Number(item.Value),
        Number(item.Baseline),
        decibans is { } weight ? Math.Round(weight, 1) : null,
        Time(item.Onset),
        item.Text);

    private static AnomalyReport Anomaly(Anomaly anomaly) =>
        new(anomaly.Detector, Word(anomaly.Level), anomaly.Subject.ToString(), Time(anomaly.Began), anomaly.Consequence == Consequence.Pages, anomaly.Text);

    private static PastTroubleReport Past(CauseFinding finding) => new(
        finding.Number, Time(finding.Onset), Time(finding.ClearedAt ?? finding.Second), finding.DeclaredAt is not null,
        finding.Explanation?.RootCause?.Name, finding.Explanation?.RootCause?.Claim, finding.Recovery?.Text);

    private static string Dashed(string name) => string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    // Neither exists in JSON.
    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private static DateTimeOffset Time(long second) => DateTimeOffset.FromUnixTimeSeconds(second);

    private static DateTimeOffset? Time(long? second) => second is { } known ? Time(known) : null;
}
