using System.Globalization;
using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>The bounds that every latency histogram is shown with: 1-2.5-5 steps from below a fast answer up to a usual total deadline.</summary>
internal static class HistogramBounds
{
    internal static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly byte[][] Labels =
        [.. Seconds.Select(bound => PrometheusWriter.Label("le", bound.ToString("R", CultureInfo.InvariantCulture)))];

    private static readonly int[] FirstBucketPast = [.. Seconds.Select(FindFirstBucketPast)];

    /// <param name="histogram">A copy that nobody writes: its count is that of its buckets.</param>
    public static void Write(PrometheusWriter writer, ReadOnlySpan<byte> labels, LatencyHistogram histogram)
    {
        long seen = 0;
        int bucket = 0;
        for (int bound = 0; bound < Labels.Length; bound++)
        {
            for (; bucket < FirstBucketPast[bound]; bucket++)
            {
                seen += histogram.CountOf(bucket);
            }

            writer.Sample("_bucket"u8, labels, Labels[bound], seen);
        }

        writer.Sample("_bucket"u8, labels, "le=\"+Inf\""u8, histogram.Count);
        writer.Sample("_sum"u8, labels, default, histogram.Sum / 1e9);
        writer.Sample("_count"u8, labels, default, histogram.Count);
    }

    // The bucket border nearest to the bound: buckets are 1/16 wide, so what is shown as below 1 ms lasted at most 3 % more.
    private static int FindFirstBucketPast(double seconds)
    {
        double nanoseconds = seconds * 1e9;
        int bucket = 0;
        while (bucket < LatencyHistogram.BucketCount && (LatencyHistogram.LowerBound(bucket) + LatencyHistogram.UpperBound(bucket)) / 2.0 <= nanoseconds)
        {
            bucket++;
        }

        return bucket;
    }
}
