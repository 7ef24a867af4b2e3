using System.Globalization;
using Holdfast.Admin;
using Holdfast.Diagnosis;

namespace Holdfast.Cli;

/// <summary>A diagnosis as a page for people under pressure: the cause first, then why, then what to do, then what it is not.</summary>
internal static class WhyText
{
    private const int EvidenceMaximum = 6;
    private const int AnomaliesMaximum = 5;
    private const int PastMaximum = 5;
    private const double NearlySure = 0.9;

    public static IReadOnlyList<StatusLine> Of(DiagnosisReport report, bool all)
    {
        List<StatusLine> lines = [Headline(report)];
        if (report.State is "normal" or DiagnosisReports.Unknown && report.Ranking.Count == 0)
        {
            Pressure(lines, report);
            Past(lines, report);
            return lines;
        }

        Facts(lines, report);
        Reasons(lines, report);
        Remedies(lines, report);
        RuledOut(lines, report);
        Rest(lines, report, all);
        return lines;
    }

    private static StatusLine Headline(DiagnosisReport report) => report switch
    {
        { State: DiagnosisReports.Unknown } => new($"nothing is known of {report.At:yyyy-MM-dd HH:mm:ss}Z: no gateway was running that watched, or it is longer ago than is kept (holdfast series, holdfast incident list)", StatusTone.Warning),
        { Ranking.Count: 0, State: "normal" } => new($"nothing is wrong at {Clock(report.At)}", StatusTone.Good),
        { Stated: { } stated } => new(stated, report.Cause is null ? StatusTone.Warning : StatusTone.Bad),
        { Cause: { } cause } => new($"{CauseWords.WithName(cause.Name)}: {cause.Claim} ({CauseWords.Share(cause.Probability)} sure)", StatusTone.Bad),
        { Verdict: "no-harm" } => new("something is unusual, and nobody is hurt", StatusTone.Warning),
        { Ranking: [var first, ..] } when first.Probability >= NearlySure && first.Name != CauseWords.NoneName => new($"the cause is not certain yet: nearly all speaks for {CauseWords.WithName(first.Name)}", StatusTone.Warning),
        _ => new("the cause is undetermined", StatusTone.Warning),
    };

    private static void Facts(List<StatusLine> lines, DiagnosisReport report)
    {
        string end = report.ClearedAt is { } cleared ? $", over {Clock(cleared)}" : "";
        string declared = report.DeclaredAt is { } at ? $", declared {Clock(at)}" : "";
        if (report.Ranking.Count == 0 && report.SuspectedAt is null)
        {
            lines.Add(new($"{report.State} at {Clock(report.At)}: not looked at yet, ask again in a second", StatusTone.Plain));
            return;
        }

        lines.Add(new($"{report.State} at {Clock(report.At)}: began {Clock(report.Onset)}, suspected {Clock(report.SuspectedAt)}{declared}{end}", StatusTone.Plain));
        lines.Add(new($"harm: {report.Harm}{(report.Pool is { Length: > 0 } pool ? $" (pool {pool})" : "")}", StatusTone.Plain));
        if (report.Recovery is { } recovery && report.ClearedAt is null)
        {
            lines.Add(new($"what was done about it: {recovery}", StatusTone.Warning));
        }

        Pressure(lines, report);
        foreach (AnomalyReport anomaly in report.Anomalies.Take(AnomaliesMaximum))
        {
            lines.Add(new($"  {Clock(anomaly.Since)} {anomaly.Text} [{anomaly.Detector}]", StatusTone.Dim));
        }
    }

    // Who was refused for it asks why, whether the service is in trouble or not.
    private static void Pressure(List<StatusLine> lines, DiagnosisReport report)
    {
        if (report.Pressure is { } text)
        {
            lines.Add(new(text, StatusTone.Warning));
        }
    }

    private static void Reasons(List<StatusLine> lines, DiagnosisReport report)
    {
        if (report.Cause is { } cause)
        {
            Heading(lines, "Why");
            Evidence(lines, cause.For.Take(EvidenceMaximum), StatusTone.Plain);
            Evidence(lines, cause.Against, StatusTone.Dim);
            Part(lines, "set off by", report.Trigger);
            Part(lines, "kept going by", report.Sustaining);
            if (report.Contributing.Count > 0)
            {
                lines.Add(new($"  may contribute: {string.Join(", ", report.Contributing)}", StatusTone.Plain));
            }

            return;
        }

        Heading(lines, "It may be");
        foreach ((string text, CauseReport candidate) in WhyCandidates.Of(report).Told())
        {
            lines.Add(new($"  {text}: {candidate.Claim}", StatusTone.Plain));
            Evidence(lines, candidate.For.Take(2), StatusTone.Dim);
        }

        if (report.NextTest is { } test)
        {
            lines.Add(new($"  what would settle it: {test}", StatusTone.Warning));
        }
    }

    private static void Remedies(List<StatusLine> lines, DiagnosisReport report)
    {
        if (report.Mitigations.Count == 0)
        {
            return;
        }

        Heading(lines, "What to do");
        foreach (MitigationReport mitigation in report.Mitigations)
        {
            lines.Add(new($"  {(mitigation.Taken ? "done by itself: " : "- ")}{mitigation.Text}{(mitigation.Command is null ? "" : ":")}", mitigation.Taken ? StatusTone.Dim : StatusTone.Plain));
            if (mitigation.Command is { } command)
            {
                lines.Add(new($"      {command}", StatusTone.Heading));
            }
        }
    }

    private static void RuledOut(List<StatusLine> lines, DiagnosisReport report)
    {
        CauseReport? beside = WhyCandidates.Of(report).Beside;
        CauseReport[] ruledOut = [.. report.Ranking.Where(each => each.RuledOutBecause is not null && each != beside).OrderBy(each => each.TakenSeriouslyAt ?? DateTimeOffset.MaxValue)];
        if (ruledOut.Length == 0)
        {
            return;
        }

        Heading(lines, "It is not (and what speaks against it most)");
        foreach (CauseReport cause in ruledOut)
        {
            string when = cause.RuledOutAt is { } at ? $" (since {Clock(at)})" : "";
            lines.Add(new($"  {CauseWords.WithName(cause.Name)}{when}: {cause.RuledOutBecause}", StatusTone.Plain));
        }
    }

    private static void Rest(List<StatusLine> lines, DiagnosisReport report, bool all)
    {
        if (all)
        {
            foreach (CauseReport cause in report.Ranking.OrderByDescending(each => each.Decibans))
            {
                Heading(lines, string.Create(CultureInfo.InvariantCulture, $"{CauseWords.WithName(cause.Name)}: {cause.Decibans:0.0} dB, {CauseWords.Share(cause.Probability)}"));
                Evidence(lines, cause.For, StatusTone.Plain);
                Evidence(lines, cause.Against, StatusTone.Dim);
            }
        }

        if (report.NotObserved.Count > 0)
        {
            lines.Add(new("", StatusTone.Plain));
            lines.Add(new($"not observed, and therefore no evidence: {string.Join(", ", report.NotObserved.Select(InWords))}{(report.NotObserved.Any(one => one.StartsWith("Host", StringComparison.Ordinal)) ? " (what hosts do is known where `holdfast agent` runs on them)" : "")}", StatusTone.Dim));
        }

        if (report.Recovery is { } recovery && report.ClearedAt is not null)
        {
            lines.Add(new($"it ended {recovery}", StatusTone.Plain));
        }
    }

    private static void Past(List<StatusLine> lines, DiagnosisReport report)
    {
        foreach (PastTroubleReport past in report.Past.TakeLast(PastMaximum))
        {
            lines.Add(new($"  {Clock(past.Onset)} to {Clock(past.ClearedAt)}: {past.Cause ?? "cause undetermined"}{(past.Declared ? "" : ", only suspected")}", StatusTone.Dim));
        }
    }

    private static void Evidence(List<StatusLine> lines, IEnumerable<EvidenceReport> evidence, StatusTone tone)
    {
        foreach (EvidenceReport item in evidence)
        {
            lines.Add(new(string.Create(CultureInfo.InvariantCulture, $"  {item.Decibans,6:+0.0;-0.0}  {item.Text} [{item.Subject} {item.Signal}, {Clock(item.From)} to {Clock(item.To)}]"), tone));
        }
    }

    private static void Part(List<StatusLine> lines, string what, EvidenceReport? item)
    {
        if (item is not null)
        {
            lines.Add(new($"  {what}: {item.Text}", StatusTone.Plain));
        }
    }

    private static void Heading(List<StatusLine> lines, string text)
    {
        lines.Add(new("", StatusTone.Plain));
        lines.Add(new(text, StatusTone.Heading));
    }

    private static string Clock(DateTimeOffset? time) => time?.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>"ConnectP99" is a name in our programs; people read "connect p99".</summary>
    private static string InWords(string signal) =>
        string.Concat(signal.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
}
