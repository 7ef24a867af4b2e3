using System.Globalization;
using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>A line each second, for pipes and logs.</summary>
internal static class LoadPlainView
{
    public static string Line(LoadSecond second)
    {
        LoadCounts counts = second.Classes.Select(static one => one.Counts).Aggregate(static (sum, next) => sum + next);
        LoadClassSecond worst = second.Classes.MaxBy(static one => one.Response.Percentile(99))!;
        string phase = second.IsWarmUp ? "warm-up" : string.Create(CultureInfo.InvariantCulture, $"{second.Second + 1,5} s");
        // Nothing was answered: there is no time to tell, and 0 would be a lie.
        string times = worst.Response.Count == 0 ? "no times" : $"p50 {LoadText.Milliseconds(worst.Response.Percentile(50))} p99 {LoadText.Milliseconds(worst.Response.Percentile(99))} ms";
        string sessions = counts.SessionsIntended + counts.SessionsOpen > 0 ? string.Create(CultureInfo.InvariantCulture, $", {counts.SessionsOpen} sessions") : "";
        string limited = second.Health.ClientLimited ? "  client-limited" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{phase}  {counts.Intended} due, {counts.Good} good, {counts.LateAnswers} late, {counts.Shed} shed, {counts.Failed} failed, {times}, {second.InFlight} in flight{sessions}{limited}");
    }
}
