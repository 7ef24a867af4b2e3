using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Answers that came later than a user of a drill waits. The gateway of that day took them for good ones, whatever their users did; in a drill they went
/// wrong, and what a run is compared with has to count them as well.
/// </summary>
internal static class LateAnswers
{
    /// <summary>A drill's user waits no longer, as its page has it.</summary>
    public const double DeadlineSeconds = 1;

    // A wait of some is theirs; of so many it is part of what half of all had, or of what the slowest of a hundred had.
    private const double Half = 0.5;
    private const double Hundredth = 0.01;

    /// <summary>Requests that may have been late in that stretch, at most; null where it was not kept how long the slowest took.</summary>
    public static double? Of(ReplaySeries series, SeriesSubject pool, long from, int count)
    {
        double[] slowest = series.Read(pool, Signal.FirstByteP99, from, count);
        if (!Array.Exists(slowest, double.IsFinite))
        {
            return null;
        }

        double[] median = series.Read(pool, Signal.FirstByteMedian, from, count);
        double[] wait = series.Sum(pool, from, count, Signal.QueueWaitMedian);
        double[] longest = series.Sum(pool, from, count, Signal.QueueWaitP99);
        double[] waiting = series.Sum(pool, from, count, Signal.ConnectionWaits);
        double[] queued = series.Sum(pool, from, count, Signal.Queued);
        double[] offered = series.Offered(pool, from, count);
        double late = 0;
        for (int second = 0; second < count; second++)
        {
            // So many stand in line as come in the time that one of them waits.
            double waited = wait[second] > 0 && offered[second] > 0 ? Math.Max(waiting[second], queued[second] / wait[second]) / offered[second] : 0;
            late += offered[second] * ShareOf(median[second] + (waited >= Half ? wait[second] : 0), slowest[second] + (waited >= Hundredth ? longest[second] : 0));
        }

        return late;
    }

    /// <summary>Where half of them took longer, all may have; else between the half and the hundredth on a scale of ratios, as times of answers spread.</summary>
    private static double ShareOf(double median, double slowest) =>
        median >= DeadlineSeconds ? 1
        : !(slowest > DeadlineSeconds) || !(median > 0) ? 0
        : Half - ((Half - Hundredth) * Math.Log(DeadlineSeconds / median) / Math.Log(slowest / median));
}
