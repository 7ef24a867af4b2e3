using System.Globalization;
using System.Text;
using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>The percentile distribution in the text format of HdrHistogram (.hgrm), in milliseconds: its plotters and wrk2's readers take it.</summary>
internal static class PercentileLog
{
    // Ticks per halving of the distance to 100 %, as HdrHistogram's own default.
    private const int TicksPerHalving = 5;

    public static string Format(FineHistogram histogram)
    {
        StringBuilder text = new("       Value     Percentile TotalCount 1/(1-Percentile)\n\n");
        foreach (double percent in Percents(histogram.Count))
        {
            double value = histogram.Percentile(percent) / 1e6;
            long count = Math.Clamp((long)Math.Ceiling(percent / 100 * histogram.Count), 0, histogram.Count);
            string inverse = percent >= 100 ? "inf" : (1 / (1 - (percent / 100))).ToString("0.00", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{value,12:0.000} {percent / 100,14:0.000000000000} {count,10} {inverse,14}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"#[Mean    = {histogram.Mean / 1e6,12:0.000}, StdDeviation   = {Deviation(histogram) / 1e6,12:0.000}]\n");
        text.Append(CultureInfo.InvariantCulture, $"#[Max     = {histogram.Maximum / 1e6,12:0.000}, Total count    = {histogram.Count,12}]\n");
        return text.Append(CultureInfo.InvariantCulture, $"#[Buckets = {FineHistogram.BucketCount,12}, SubBuckets     = {512,12}]\n").ToString();
    }

    private static IEnumerable<double> Percents(long count)
    {
        double left = 100;
        while (count > 0 && left / 100 * count >= 1)
        {
            for (int tick = 0; tick < TicksPerHalving; tick++)
            {
                yield return 100 - left + (left / 2 * tick / TicksPerHalving);
            }

            left /= 2;
        }

        yield return 100;
    }

    private static double Deviation(FineHistogram histogram)
    {
        double squares = 0;
        for (int bucket = 0; bucket < FineHistogram.BucketCount && histogram.Count > 0; bucket++)
        {
            double middle = (FineHistogram.LowerBound(bucket) + FineHistogram.UpperBound(bucket)) / 2.0;
            squares += histogram.CountOf(bucket) * (middle - histogram.Mean) * (middle - histogram.Mean);
        }

        return histogram.Count == 0 ? 0 : Math.Sqrt(squares / histogram.Count);
    }
}
