using System.Text.Json;
using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>The result of a load for programs. Times in milliseconds, rates per second, shares from 0 to 1.</summary>
internal static class LoadJson
{
    private static readonly (string Key, double Percentile)[] Percentiles = [("p50", 50), ("p75", 75), ("p90", 90), ("p95", 95), ("p99", 99), ("p999", 99.9), ("p9999", 99.99), ("max", 100)];

    public static void Write(Utf8JsonWriter writer, LoadPlan plan, LoadResult result, IReadOnlyList<ThresholdVerdict> verdicts)
    {
        writer.WriteString("end", result.End.ToString().ToLowerInvariant());
        writer.WriteString("abortedBy", result.AbortedBy);
        writer.WriteString("target", plan.Targets[0].ToString());
        writer.WriteNumber("seed", plan.Seed);
        writer.WriteNumber("measuredSeconds", result.Duration.TotalSeconds);
        writer.WriteNumber("offeredPerSecond", Math.Round(result.OfferedPerSecond, 3));
        writer.WriteNumber("achievedPerSecond", Math.Round(result.AchievedPerSecond, 3));
        writer.WriteBoolean("clientLimited", result.Health.ClientLimited);
        WriteHealth(writer, result.Health);
        writer.WriteStartObject("total");
        WriteClass(writer, result.Total);
        writer.WriteEndObject();
        writer.WriteStartArray("classes");
        foreach (LoadClassResult one in result.Classes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", one.Name);
            WriteClass(writer, one);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteVerdicts(writer, verdicts);
        WriteSeconds(writer, result);
    }

    private static void WriteHealth(Utf8JsonWriter writer, GeneratorHealth health)
    {
        writer.WriteStartObject("generator");
        writer.WriteNumber("cpuShare", Math.Round(health.CpuShare, 4));
        writer.WriteNumber("waitingShare", Math.Round(health.WaitingShare, 4));
        writer.WriteNumber("lagP99Milliseconds", Math.Round(health.LagP99Milliseconds, 3));
        writer.WriteString("reason", health.Reason);
        writer.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter writer, LoadClassResult one)
    {
        LoadCounts counts = one.Counts;
        foreach ((string key, long count) in Members(counts))
        {
            writer.WriteNumber(key, count);
        }

        writer.WriteStartObject("failedByReason");
        foreach (FailureReason reason in Enum.GetValues<FailureReason>())
        {
            writer.WriteNumber(FailureWords.Key(reason), counts.FailedBy(reason));
        }

        writer.WriteEndObject();
        writer.WriteStartObject("statuses");
        foreach ((int status, long count) in one.Statuses.OrderBy(static pair => pair.Key))
        {
            writer.WriteNumber(status.ToString(System.Globalization.CultureInfo.InvariantCulture), count);
        }

        writer.WriteEndObject();
        WriteTimes(writer, "responseMilliseconds", one.Response);
        WriteTimes(writer, "serviceMilliseconds", one.Service);
    }

    private static (string Key, long Count)[] Members(LoadCounts counts) =>
    [
        ("intended", counts.Intended), ("sent", counts.Sent), ("retries", counts.Retries), ("good", counts.Good), ("lateAnswers", counts.LateAnswers),
        ("shed", counts.Shed), ("failed", counts.Failed), ("unfinished", counts.Unfinished),
        ("lateByServer", counts.LateByServer), ("lateByClient", counts.LateByClient), ("droppedByServer", counts.DroppedByServer), ("droppedByClient", counts.DroppedByClient),
        ("sessionsIntended", counts.SessionsIntended), ("sessionsOpened", counts.SessionsOpened), ("sessionsRefused", counts.SessionsRefused),
        ("sessionsCut", counts.SessionsCut), ("sessionsCompleted", counts.SessionsCompleted), ("sessionsOpen", counts.SessionsOpen),
    ];

    private static void WriteTimes(Utf8JsonWriter writer, string name, FineHistogram histogram)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("count", histogram.Count);
        writer.WriteNumber("mean", Math.Round(histogram.Mean / 1e6, 4));
        foreach ((string key, double percentile) in Percentiles)
        {
            writer.WriteNumber(key, Math.Round(histogram.Percentile(percentile) / 1e6, 4));
        }

        writer.WriteEndObject();
    }

    private static void WriteVerdicts(Utf8JsonWriter writer, IReadOnlyList<ThresholdVerdict> verdicts)
    {
        writer.WriteStartArray("thresholds");
        foreach (ThresholdVerdict verdict in verdicts)
        {
            writer.WriteStartObject();
            writer.WriteString("threshold", verdict.Threshold.ToString());
            if (verdict.Value is { } value)
            {
                writer.WriteNumber("value", Math.Round(value, 4));
            }
            else
            {
                writer.WriteNull("value");
            }

            writer.WriteBoolean("kept", verdict.IsKept);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSeconds(Utf8JsonWriter writer, LoadResult result)
    {
        writer.WriteStartArray("seconds");
        foreach (LoadSecond second in result.Seconds)
        {
            LoadCounts counts = second.Classes.Select(static one => one.Counts).Aggregate(static (sum, next) => sum + next);
            writer.WriteStartObject();
            writer.WriteNumber("second", second.Second);
            writer.WriteNumber("intended", counts.Intended);
            writer.WriteNumber("good", counts.Good);
            writer.WriteNumber("lateAnswers", counts.LateAnswers);
            writer.WriteNumber("shed", counts.Shed);
            writer.WriteNumber("failed", counts.Failed);
            writer.WriteNumber("inFlight", second.InFlight);
            writer.WriteNumber("connections", second.Connections);
            writer.WriteNumber("sessionsOpen", counts.SessionsOpen);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
