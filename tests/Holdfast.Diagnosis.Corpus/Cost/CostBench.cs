using System.Globalization;
using System.Text.Json;

namespace Holdfast.Diagnosis.Corpus.Cost;

/// <summary>`bench/run cost`: processor time and memory that recording, detection and diagnosis take at 1,000 servers and 200 routes.</summary>
internal static class CostBench
{
    private const int WarmSeconds = 90;
    private const int CalmSeconds = 60;
    private const int TroubleSeconds = 120;
    private const int BetweenSeconds = 150;
    private const double Failing = 0.6;

    public static int Run(string[] arguments)
    {
        Costs costs = Measure();
        Row("recording a second (ms)", costs.Recording);
        Row("detection, all is well (ms)", costs.Calm);
        Row("the first trouble, its code compiled (ms)", costs.FirstTrouble);
        Row("detection and diagnosis in trouble (ms)", costs.Trouble);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"together {costs.CalmShare:0.00} % of a core while all is well, {costs.TroubleShare:0.00} % in trouble (bound 2 %)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"series {costs.SeriesBytes / 1e6:0} MB after {WarmSeconds + CalmSeconds + (2 * TroubleSeconds) + BetweenSeconds} s; detection and diagnosis {costs.WatchBytes / 1e6:0.0} MB"));
        if (DiagnosisBench.Option(arguments, "--json") is { } file)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new
            {
                servers = LargeGateway.Servers, routes = LargeGateway.Routes, recording_ms = costs.Recording, detection_calm_ms = costs.Calm, diagnosis_first_trouble_ms = costs.FirstTrouble, diagnosis_trouble_ms = costs.Trouble,
                percent_of_core_calm = costs.CalmShare, percent_of_core_trouble = costs.TroubleShare, series_bytes = costs.SeriesBytes, diagnosis_bytes = costs.WatchBytes,
            }));
        }

        return costs.TroubleShare <= 2 ? 0 : 1;
    }

    public static Costs Measure()
    {
        LargeGateway gateway = new();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        CauseWatch watch = new(gateway.Memory, NoChanges.Instance, DiagnosisSettings.Default);
        (double recording, double calm) = Play(gateway, watch, WarmSeconds, 0);
        (recording, calm) = Play(gateway, watch, CalmSeconds, 0);
        // A third of the processor time of the first trouble goes into compiling what no calm second needs, once in the life of a process.
        (_, double first) = Play(gateway, watch, TroubleSeconds, Failing);
        Play(gateway, watch, BetweenSeconds, 0);
        (_, double trouble) = Play(gateway, watch, TroubleSeconds, Failing);
        if (watch.Current.Explanation is null)
        {
            throw new InvalidOperationException("the trouble was not seen, so that nothing was measured");
        }

        long series = gateway.Memory.Bytes;
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(watch);
        return new Costs(recording, calm, first, trouble, series, Math.Max(0, after - before - series));
    }

    /// <returns>Milliseconds of processor time a second, on average.</returns>
    private static (double Recording, double Watching) Play(LargeGateway gateway, CauseWatch watch, int seconds, double failing)
    {
        double recording = 0;
        double watching = 0;
        for (int second = 0; second < seconds; second++)
        {
            gateway.Serve(failing);
            double start = Milliseconds;
            gateway.Record();
            double recorded = Milliseconds;
            watch.CatchUp();
            (recording, watching) = (recording + recorded - start, watching + Milliseconds - recorded);
        }

        return (recording / seconds, watching / seconds);
    }

    // Of all threads, so that collecting the garbage counts; and not the clock on the wall, so that other work on the machine does not.
    private static double Milliseconds => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private static void Row(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-42} {value,8:0.00}"));

    private sealed class NoChanges : IChangeReader
    {
        public static NoChanges Instance { get; } = new();

        public IReadOnlyList<ChangeEvent> Between(DateTimeOffset from, DateTimeOffset to) => [];
    }
}

/// <summary>Milliseconds of processor time for each second of the service, and bytes.</summary>
internal sealed record Costs(double Recording, double Calm, double FirstTrouble, double Trouble, long SeriesBytes, long WatchBytes)
{
    public double CalmShare => (Recording + Calm) / 10;

    public double TroubleShare => (Recording + Trouble) / 10;
}
