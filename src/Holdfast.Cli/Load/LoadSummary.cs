using System.Globalization;
using System.Text;
using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>The result of a load for people: what became of the requests, how long they took, and whether to believe it.</summary>
internal static class LoadSummary
{
    private static readonly double[] Percentiles = [50, 75, 90, 99, 99.9, 99.99, 100];

    public static string Format(LoadPlan plan, LoadResult result)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n{Ending(result)} {result.Duration.TotalSeconds:0.##} s measured, {LoadText.Rate(result.OfferedPerSecond)}/s offered, {LoadText.Rate(result.AchievedPerSecond)}/s answered, seed {plan.Seed}\n\n");
        AppendOutcomes(text, result);
        AppendSessions(text, result);
        AppendTimes(text, result);
        text.Append('\n').Append(HistogramText.Format(result.Total.Response));
        AppendReasons(text, result);
        AppendHealth(text, result);
        return text.ToString();
    }

    private static string Ending(LoadResult result) => result.End switch
    {
        LoadEnd.Aborted => $"Stopped by {result.AbortedBy}.",
        LoadEnd.Cancelled => "Stopped early, by hand.",
        _ => "Done.",
    };

    private static void AppendOutcomes(StringBuilder text, LoadResult result)
    {
        TextTable table = new("CLASS", ">REQUESTS", ">GOOD", ">GOOD %", ">LATE", ">SHED", ">FAILED", ">DROPPED", ">RETRIES");
        foreach (LoadClassResult one in Rows(result))
        {
            LoadCounts counts = one.Counts;
            table.Add(
                Name(one),
                LoadText.Count(counts.Intended),
                LoadText.Count(counts.Good),
                LoadText.Percent(counts.Good, counts.Intended),
                LoadText.Count(counts.LateAnswers),
                LoadText.Count(counts.Shed),
                LoadText.Count(counts.Failed),
                LoadText.Count(counts.DroppedByClient + counts.DroppedByServer),
                LoadText.Count(counts.Retries));
        }

        text.Append(table);
    }

    private static void AppendSessions(StringBuilder text, LoadResult result)
    {
        if (result.Total.Counts.SessionsIntended == 0)
        {
            return;
        }

        TextTable table = new("SESSIONS", ">USERS", ">OPENED", ">REFUSED", ">CUT", ">COMPLETED", ">OPEN AT END");
        foreach (LoadClassResult one in result.Classes.Where(static one => one.Counts.SessionsIntended > 0))
        {
            LoadCounts counts = one.Counts;
            table.Add(one.Name, LoadText.Count(counts.SessionsIntended), LoadText.Count(counts.SessionsOpened), LoadText.Count(counts.SessionsRefused), LoadText.Count(counts.SessionsCut), LoadText.Count(counts.SessionsCompleted), LoadText.Count(counts.SessionsOpen));
        }

        text.Append('\n').Append(table);
    }

    private static void AppendTimes(StringBuilder text, LoadResult result)
    {
        string[] columns = [.. Percentiles.Select(static percentile => percentile >= 100 ? ">MAX" : string.Create(CultureInfo.InvariantCulture, $">P{percentile}"))];
        TextTable table = new(["MILLISECONDS", "", .. columns]);
        foreach (LoadClassResult one in Rows(result).Where(static one => one.Response.Count > 0))
        {
            table.Add([Name(one), "response", .. Percentiles.Select(percentile => LoadText.Milliseconds(one.Response.Percentile(percentile)))]);
            table.Add(["", "service", .. Percentiles.Select(percentile => LoadText.Milliseconds(one.Service.Percentile(percentile)))]);
        }

        text.Append('\n').Append(table).Append("response: from the time a request should have been sent; service: from the time it was. Only 2xx answers and time-outs.\n");
    }

    private static void AppendReasons(StringBuilder text, LoadResult result)
    {
        LoadCounts counts = result.Total.Counts;
        string statuses = string.Join(", ", result.Total.Statuses.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key}: {LoadText.Count(pair.Value)}"));
        text.Append('\n').Append(statuses.Length > 0 ? $"answers by status: {statuses}\n" : "no answer at all\n");
        string failed = string.Join(", ", Enum.GetValues<FailureReason>().Where(reason => counts.FailedBy(reason) > 0).Select(reason => $"{FailureWords.Of(reason)} {LoadText.Count(counts.FailedBy(reason))}"));
        if (failed.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"failed: {failed}\n");
        }

        long late = counts.LateByClient + counts.LateByServer;
        if (late + counts.DroppedByClient + counts.DroppedByServer > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"sent late: {LoadText.Count(counts.LateByServer)} because all connections waited for the server, {LoadText.Count(counts.LateByClient)} because of the generator; ")
                .Append(CultureInfo.InvariantCulture, $"never sent: {LoadText.Count(counts.DroppedByServer)} and {LoadText.Count(counts.DroppedByClient)}\n");
        }
    }

    private static void AppendHealth(StringBuilder text, LoadResult result)
    {
        GeneratorHealth health = result.Health;
        text.Append(CultureInfo.InvariantCulture, $"generator: {100 * health.CpuShare:0} % of a processor, ready but not let run {100 * health.WaitingShare:0} %, sends late by {health.LagP99Milliseconds:0.0} ms (p99)\n");
        if (health.ClientLimited)
        {
            text.Append(CultureInfo.InvariantCulture, $"CLIENT-LIMITED, DO NOT TRUST: {health.Reason}. Use more --threads, a lower rate, or another machine.\n");
        }
    }

    private static IEnumerable<LoadClassResult> Rows(LoadResult result) => result.Classes.Count > 1 ? result.Classes.Append(result.Total) : result.Classes;

    private static string Name(LoadClassResult one) => one.Name.Length == 0 ? "all" : one.Name;
}
