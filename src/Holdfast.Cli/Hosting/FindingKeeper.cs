using System.IO.Compression;
using System.Text.Json;
using Holdfast.Admin;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Storage.Findings;

namespace Holdfast.Cli;

/// <summary>
/// Keeps what the diagnosis says whenever it says something else, and its figures now and then, so that `why --at` shows a past moment as
/// it looked then. One thread notes, any reads. Next: <see cref="FindingLog"/>.
/// </summary>
internal sealed class FindingKeeper(FindingLog log)
{
    // Figures change each second without meaning anything else: a row when the trouble is a quarter older. Four days are 60 rows.
    private const double AgeBetween = 1.25;
    private const int FirstPauseSeconds = 10;

    // A trouble that says something else each second for hours must not fill the disk: 3 MB of one trouble.
    private const int RowsOfOneTrouble = 1_000;

    // As many as are shown; those far down change places all the time.
    private const int LikelyCauses = 3;

    private volatile bool isLeaving;
    private string? kept;
    private long number;
    private int rows;
    private long next;

    /// <summary>Any thread. A successor serves from now on: what this process sees is its own end, and not how the service is.</summary>
    public void Leave() => isLeaving = true;

    public void Note(CauseFinding finding)
    {
        if (isLeaving)
        {
            return;
        }

        bool isWell = finding.State == DetectionState.Normal;
        string said = isWell ? "" : Words(finding);
        rows = finding.Number == number ? rows : 0;
        number = finding.Number;
        if ((said == kept || rows >= RowsOfOneTrouble) && (isWell || finding.Second < next) && kept is not null)
        {
            return;
        }

        kept = said;
        rows++;
        next = finding.SuspectedAt + (long)Math.Max(FirstPauseSeconds, (finding.Second - finding.SuspectedAt) * AgeBetween);
        log.Add(new FindingRow(finding.Second, isWell ? FindingKind.Well : FindingKind.Trouble, isWell ? [] : Pack(DiagnosisReports.Of(finding, []))));
    }

    /// <summary>What was said of that second.</summary>
    public DiagnosisReport At(long second, IReadOnlyList<CauseFinding> past)
    {
        FindingRow? row = log.At(second);
        if (row is { Kind: FindingKind.Trouble })
        {
            return Unpack(row.Report) with { At = DateTimeOffset.FromUnixTimeSeconds(second), Past = DiagnosisReports.Of(CauseFinding.Calm(second), past).Past };
        }

        DiagnosisReport calm = DiagnosisReports.Of(CauseFinding.Calm(second), past);
        return row is { Kind: FindingKind.Well } ? calm : calm with { State = DiagnosisReports.Unknown };
    }

    // All that is more than a figure.
    private static string Words(CauseFinding finding)
    {
        IEnumerable<string> signs = finding.Anomalies.Select(anomaly => $"{anomaly.Detector} {anomaly.Subject}");
        if (finding.Explanation is not { } why)
        {
            return string.Join('\n', [$"{finding.Number} {finding.State}", .. signs]);
        }

        // The second of the ranking may be none of the likeliest, and is shown all the same.
        IEnumerable<string> likely = why.Ranking.OrderByDescending(cause => cause.Probability).Take(LikelyCauses).Concat(why.Ranking.Skip(1).Take(1)).Select(cause => cause.Name);
        IEnumerable<string> causes = likely.Concat(why.Ranking.Where(cause => cause.Rejection is not null).Select(cause => cause.Name).Order());
        IEnumerable<string> remedies = why.Mitigations.Select(mitigation => mitigation.Command ?? "");
        return string.Join('\n', [$"{finding.Number} {finding.State} {why.Verdict} {why.IsHurtNow}", .. signs, .. causes, .. remedies]);
    }

    private static byte[] Pack(DiagnosisReport report)
    {
        using MemoryStream bytes = new();
        using (BrotliStream packed = new(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(packed, report, ApiJson.Default.DiagnosisReport);
        }

        return bytes.ToArray();
    }

    private static DiagnosisReport Unpack(byte[] report)
    {
        using BrotliStream packed = new(new MemoryStream(report), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(packed, ApiJson.Default.DiagnosisReport)!;
    }
}
