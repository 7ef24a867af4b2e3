using System.Globalization;
using System.Text.Json;

namespace Holdfast.Diagnosis.Corpus.Cost;

/// <summary>`bench/run cost`: processor time and memory that recording, detection and diagnosis take at 1,000 servers and 200 routes.</summary>
internal static class CostBench
{
    private const int WarmSeconds = 90;
    private const int CalmSeconds = 60;

    // Collections are some seconds apart: a figure of pauses needs many.
    private const int LongCalmSeconds = 1200;
    private const int TroubleSeconds = 120;
    private const int BetweenSeconds = 150;
    private const int EverywhereSeconds = 60;
    private const double Failing = 0.6;

    private static readonly string[] Phases = ["the first minutes", "all is well", "the first trouble", "trouble", "every route and pool in trouble"];

    public static int Run(string[] arguments)
    {
        Costs costs = Measure(LongCalmSeconds);
        Row("recording a second (ms)", costs.Recording);
        Row("detection, all is well (ms)", costs.Calm);
        Row("the first trouble, its code compiled (ms)", costs.FirstTrouble);
        Row("detection and diagnosis in trouble (ms)", costs.Trouble);
        Row("the same, every route and pool in trouble", costs.Everywhere);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"together {costs.CalmShare:0.00} % of a core while all is well, {costs.TroubleShare:0.00} % in trouble, {costs.FirstTroubleShare:0.00} % in the first one (bound 2 %), {costs.EverywhereShare:0.00} % with every route in trouble"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"series {costs.SeriesBytes / 1e6:0} MB after {WarmSeconds + LongCalmSeconds + (2 * TroubleSeconds) + (2 * BetweenSeconds) + EverywhereSeconds} s; detection and diagnosis {costs.WatchBytes / 1e6:0.0} MB"));
        Console.WriteLine($"the collector's settings: {Settings()}");
        foreach ((string phase, Pauses pauses) in costs.Pauses.Append(("the whole run", Pauses.Together(costs.Pauses.Select(pair => pair.Pauses)))))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pauses, {phase,-34} {pauses.Count,4}, p99.9 {pauses.Percentile(0.999):0.0} ms, longest {pauses.Longest:0.0} ms (generation {pauses.OfLongest.Generation}{(pauses.OfLongest.IsBeside ? " beside the work" : "")}, {pauses.OfLongest.Kept / 1e6:0.0} MB kept), young ones keep at most {pauses.MostKept / 1e6:0.00} MB; {pauses.Allocated / 1e6 / pauses.Seconds:0.00} MB allocated a second"));
        }

        if (DiagnosisBench.Option(arguments, "--json") is { } file)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new
            {
                servers = LargeGateway.Servers, routes = LargeGateway.Routes, recording_ms = costs.Recording, detection_calm_ms = costs.Calm, diagnosis_first_trouble_ms = costs.FirstTrouble, diagnosis_trouble_ms = costs.Trouble,
                percent_of_core_calm = costs.CalmShare, percent_of_core_trouble = costs.TroubleShare, percent_of_core_first_trouble = costs.FirstTroubleShare, percent_of_core_everywhere = costs.EverywhereShare,
                pauses = costs.Pauses.ToDictionary(pair => pair.Phase, pair => new { count = pair.Pauses.Count, p999_ms = pair.Pauses.Percentile(0.999), longest_ms = pair.Pauses.Longest, allocated_mb_a_second = pair.Pauses.Allocated / 1e6 / pair.Pauses.Seconds }),
                series_bytes = costs.SeriesBytes, diagnosis_bytes = costs.WatchBytes,
            }));
        }

        return Math.Max(costs.TroubleShare, costs.FirstTroubleShare) <= 2 ? 0 : 1;
    }

    public static Costs Measure(int calmSeconds = CalmSeconds)
    {
        LargeGateway gateway = new();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        CauseWatch watch = new(gateway.Memory, NoChanges.Instance, DiagnosisSettings.Default);
        Pauses[] pauses = [new(), new(), new(), new(), new()];
        Play(gateway, watch, WarmSeconds, 0, pauses[0]);
        (double recording, double calm) = Play(gateway, watch, calmSeconds, 0, pauses[1]);
        // A third of the processor time of the first trouble goes into compiling what no calm second needs, once in the life of a process.
        (_, double first) = Play(gateway, watch, TroubleSeconds, Failing, pauses[2]);
        Play(gateway, watch, BetweenSeconds, 0, new Pauses());
        (_, double trouble) = Play(gateway, watch, TroubleSeconds, Failing, pauses[3]);
        bool isSeen = watch.Current.Explanation is not null;
        Play(gateway, watch, BetweenSeconds, 0, new Pauses());
        (_, double everywhere) = Play(gateway, watch, EverywhereSeconds, Failing, pauses[4], isEverywhere: true);
        if (!isSeen || watch.Current.Explanation is null)
        {
            throw new InvalidOperationException("the trouble was not seen, so that nothing was measured");
        }

        long series = gateway.Memory.Bytes;
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(watch);
        return new Costs(recording, calm, first, trouble, everywhere, [.. Phases.Zip(pauses)], series, Math.Max(0, after - before - series));
    }

    /// <returns>Milliseconds of processor time a second, on average.</returns>
    private static (double Recording, double Watching) Play(LargeGateway gateway, CauseWatch watch, int seconds, double failing, Pauses pauses, bool isEverywhere = false)
    {
        double recording = 0;
        double watching = 0;
        for (int second = 0; second < seconds; second++)
        {
            gateway.Serve(failing, isEverywhere);
            pauses.Begin();
            double start = Milliseconds;
            gateway.Record();
            double recorded = Milliseconds;
            watch.CatchUp();
            (recording, watching) = (recording + recorded - start, watching + Milliseconds - recorded);
            pauses.End();
        }

        return (recording / seconds, watching / seconds);
    }

    // Of all threads, so that collecting the garbage counts; and not the clock on the wall, so that other work on the machine does not.
    private static double Milliseconds => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    // A name that the runtime does not know is ignored without a word: so it is asked what it works with.
    private static string Settings() => string.Create(CultureInfo.InvariantCulture, $"{Convert.ToInt64(GC.GetConfigurationVariables()["GCGen0MaxBudget"], CultureInfo.InvariantCulture) / 1024} KiB for the young, {(GC.GetConfigurationVariables()["ConcurrentGC"] is true ? "the old beside the work" : "the old while the work waits")}");

    private static void Row(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-42} {value,8:0.00}"));

    private sealed class NoChanges : IChangeReader
    {
        public static NoChanges Instance { get; } = new();

        public IReadOnlyList<ChangeEvent> Between(DateTimeOffset from, DateTimeOffset to) => [];
    }
}

/// <summary>Milliseconds of processor time for each second of the service, and bytes.</summary>
internal sealed record Costs(double Recording, double Calm, double FirstTrouble, double Trouble, double Everywhere, IReadOnlyList<(string Phase, Pauses Pauses)> Pauses, long SeriesBytes, long WatchBytes)
{
    public double CalmShare => (Recording + Calm) / 10;

    public double TroubleShare => (Recording + Trouble) / 10;

    public double EverywhereShare => (Recording + Everywhere) / 10;

    public double FirstTroubleShare => (Recording + FirstTrouble) / 10;
}
