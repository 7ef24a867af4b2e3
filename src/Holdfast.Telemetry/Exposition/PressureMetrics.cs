using System.Globalization;

namespace Holdfast.Telemetry;

/// <summary>How short the gateway itself is of what it needs, and what it does about it.</summary>
internal static class PressureMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        if (catalog.ReadPressure?.Invoke() is not { } reading)
        {
            return;
        }

        writer.Family("holdfast_gateway_pressure", "gauge", "How much of what the gateway itself needs is used, by part; 1 is too much.");
        foreach ((string part, double level) in reading.Parts)
        {
            writer.Sample(default, PrometheusWriter.Label("part", part), default, level);
        }

        writer.Family("holdfast_gateway_pressure_step", "gauge", "What the gateway does for its own sake: 0 nothing, 1 short idle times, 2 no lesser bodies, 3 no lesser requests, 4 critical requests only.");
        writer.Sample(default, reading.Step);
        WriteStepsTaken(writer, reading);
        writer.Family("holdfast_gc_pause_p999_seconds", "gauge", "Of a thousand garbage collections 999 stopped the process for no longer than this, since the start.");
        writer.Sample(default, default, default, reading.GcPauseP999Nanoseconds / 1e9);
        writer.Family("holdfast_gc_pause_longest_seconds", "gauge", "Longest stop for garbage collections, since the start.");
        writer.Sample(default, default, default, reading.GcPauseLongestNanoseconds / 1e9);
    }

    private static void WriteStepsTaken(PrometheusWriter writer, PressureReading reading)
    {
        writer.Family("holdfast_gateway_pressure_steps_total", "counter", "Times that the gateway went up to the step for its own sake, by the part that pressed.");
        foreach ((int step, string part, long count) in reading.StepsTaken)
        {
            writer.Sample(default, PrometheusWriter.Label("step", step.ToString(CultureInfo.InvariantCulture)), PrometheusWriter.Label("part", part), count);
        }
    }
}
