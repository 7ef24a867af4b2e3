namespace Holdfast.Telemetry.Series;

/// <summary>Waits for a slot and times to the first byte, as routes, pools, classes and the gateway have them.</summary>
internal static class TimesWriter
{
    public static void Write(SubjectSeries series, TimesDelta wait, TimesDelta firstByte)
    {
        series.Write(Signal.QueueWaitMedian, wait.Percentile(0.5));
        series.Write(Signal.QueueWaitP99, wait.Percentile(0.99));
        series.Write(Signal.FirstByteMedian, firstByte.Percentile(0.5));
        series.Write(Signal.FirstByteP99, firstByte.Percentile(0.99));
    }
}
