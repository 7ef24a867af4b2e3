using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>The values that thresholds and abort rules compare: milliseconds, percent or requests per second; null where there is none.</summary>
public static class LoadMeasures
{
    /// <summary>Over the whole measured time.</summary>
    public static double? Of(LoadThreshold threshold, LoadResult result)
    {
        LoadClassResult? one = threshold.Class.Length == 0 ? result.Total : result.Classes.FirstOrDefault(candidate => candidate.Name == threshold.Class);
        if (one is null)
        {
            return null;
        }

        return threshold.Measure switch
        {
            LoadMeasure.ResponsePercentile => Milliseconds(one.Response.Count, one.Response.Percentile(threshold.Percentile)),
            LoadMeasure.ServicePercentile => Milliseconds(one.Service.Count, one.Service.Percentile(threshold.Percentile)),
            LoadMeasure.Rate => result.Duration > TimeSpan.Zero ? one.Counts.Good / result.Duration.TotalSeconds : null,
            _ => Percent(threshold.Measure, one.Counts, one.Counts.Intended),
        };
    }

    /// <summary>Over one second: shares of what ended in it, because what is still under way may yet become anything.</summary>
    public static double? Of(LoadThreshold threshold, LoadSecond second)
    {
        LoadClassSecond[] classes = [.. second.Classes.Where(one => threshold.Class.Length == 0 || one.Name == threshold.Class)];
        if (classes.Length == 0)
        {
            return null;
        }

        if (threshold.Measure is LoadMeasure.ResponsePercentile or LoadMeasure.ServicePercentile)
        {
            LatencyHistogram all = new();
            foreach (LoadClassSecond one in classes)
            {
                all.Add(threshold.Measure == LoadMeasure.ResponsePercentile ? one.Response : one.Service);
            }

            return Milliseconds(all.Count, all.Percentile(threshold.Percentile));
        }

        LoadCounts counts = classes.Select(static one => one.Counts).Aggregate(static (sum, next) => sum + next);
        return threshold.Measure == LoadMeasure.Rate ? counts.Good : Percent(threshold.Measure, counts, counts.Ended);
    }

    /// <summary>Failed, shed, and dropped because of the server.</summary>
    public static long Errors(LoadCounts counts) => counts.Failed + counts.Shed + counts.DroppedByServer;

    private static double? Percent(LoadMeasure measure, LoadCounts counts, long whole)
    {
        long part = measure switch { LoadMeasure.Goodput => counts.Good, LoadMeasure.Shed => counts.Shed, _ => Errors(counts) };
        return whole == 0 ? null : 100.0 * part / whole;
    }

    private static double? Milliseconds(long count, double nanoseconds) => count == 0 ? null : nanoseconds / 1e6;
}
