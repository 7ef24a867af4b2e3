using System.Reflection;

namespace Holdfast.Telemetry;

/// <summary>The process itself, under the names that every Prometheus dashboard knows.</summary>
internal static class ProcessMetrics
{
    private static readonly string Version =
        typeof(ProcessMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static void Write(PrometheusWriter writer)
    {
        writer.Family("holdfast_build_info", "gauge", "Always 1; the version is in the label.");
        writer.Sample(PrometheusWriter.Label("version", Version), 1);
        Environment.ProcessCpuUsage usage = Environment.CpuUsage;
        writer.Family("process_cpu_seconds_total", "counter", "Processor time of the process, user and system.");
        writer.Sample(default, default, default, usage.TotalTime.TotalSeconds);
        writer.Family("process_resident_memory_bytes", "gauge", "Resident memory of the process.");
        writer.Sample(default, Environment.WorkingSet);
        writer.Family("dotnet_gc_collections_total", "counter", "Garbage collections by generation.");
        writer.Sample("generation=\"0\""u8, GC.CollectionCount(0));
        writer.Sample("generation=\"1\""u8, GC.CollectionCount(1));
        writer.Sample("generation=\"2\""u8, GC.CollectionCount(2));
        writer.Family("dotnet_gc_pause_seconds_total", "counter", "Time that garbage collections stopped the process.");
        writer.Sample(default, default, default, GC.GetTotalPauseDuration().TotalSeconds);
    }
}
