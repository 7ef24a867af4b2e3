namespace Holdfast.Telemetry.Series;

/// <summary>The gateway's own process. Thread of the recorder only.</summary>
internal sealed class ProcessRecorder
{
    // To count the descriptors of ten thousand clients takes some milliseconds.
    private const int SecondsBetweenCounts = 10;

    private CounterDelta processor;
    private CounterDelta pauses;
    private int untilCount;
    private double files = double.NaN;

    public void Write(SubjectSeries series, double loopLagSeconds, double seconds)
    {
        series.Write(Signal.Cpu, processor.Take(Environment.CpuUsage.TotalTime.Ticks) / (double)TimeSpan.TicksPerSecond / seconds);
        series.Write(Signal.ResidentBytes, Environment.WorkingSet);
        series.Write(Signal.GcPauseSeconds, pauses.Take(GC.GetTotalPauseDuration().Ticks) / (double)TimeSpan.TicksPerSecond / seconds);
        series.Write(Signal.LoopLagSeconds, loopLagSeconds);
        if (untilCount-- <= 0)
        {
            untilCount = SecondsBetweenCounts - 1;
            files = CountFiles();
        }

        series.Write(Signal.OpenFiles, files);
    }

    private static double CountFiles()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }
}
