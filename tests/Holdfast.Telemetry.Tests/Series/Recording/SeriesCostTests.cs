using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;
using Xunit.Abstractions;

namespace Holdfast.Telemetry.Tests.Series.Recording;

/// <summary>What recording costs at 1,000 servers and 200 routes that are all in use: printed, and bounded with room for a busy machine.</summary>
public class SeriesCostTests(ITestOutputHelper output)
{
    private const int Servers = 1000;
    private const int Routes = 200;
    private const int Pools = 50;
    private const int Workers = 2;
    private const int Seconds = 60;
    private const int RequestsOfServer = 20;

    private static readonly MetricLabels Labels = new([.. Enumerable.Range(0, 25).Select(index => $"outcome{index}")], [], ["refused"])
    {
        Classes = ["critical", "default", "best-effort", "bulk"],
        ShedReasons = ["shed_overload"],
        OutcomeSignals = [.. Enumerable.Range(0, 25).Select(index => index == 0 ? Signal.Good : (Signal)(3 + (index % 15)))],
    };

    private readonly MetricCatalog catalog = new(Labels, new VirtualClock());
    private readonly SeededRandom random = new(4);

    [Fact]
    [Trait("Category", "Slow")]
    public void SecondOfALargeGateway_CostsAFewMilliseconds()
    {
        PoolLevels[] levels = [.. Enumerable.Range(0, Pools).Select(pool => new PoolLevels($"pool-{pool}", [.. Enumerable.Range(0, Servers / Pools).Select(server => new ServerLevels($"10.0.{pool}.{server}:8000", 3, 20, 100, 8, 64, true))], []))];
        SeriesMemory memory = new();
        SeriesRecorder recorder = new(new SeriesInputs { Catalog = catalog, ReadLevels = () => levels }, memory);
        List<double> recorded = [];
        double written = 0;
        for (int second = 0; second < Seconds; second++)
        {
            Serve();
            long before = SystemClock.Instance.NowNanoseconds;
            recorder.Record(1_700_000_000 + second, 1);
            recorded.Add((SystemClock.Instance.NowNanoseconds - before) / 1e6);
            if (second % 5 == 4)
            {
                before = SystemClock.Instance.NowNanoseconds;
                int bytes = (SecondsChunk.Write(memory, true, 1_700_000_000 + second - 4, 5)?.Length ?? 0) + (SecondsChunk.Write(memory, false, 1_700_000_000 + second - 4, 5)?.Length ?? 0);
                written = (SystemClock.Instance.NowNanoseconds - before) / 1e6;
                bytes.ShouldBeGreaterThan(0);
            }
        }

        recorded.Sort();
        double median = recorded[recorded.Count / 2];
        long at = SystemClock.Instance.NowNanoseconds;
        foreach (SeriesSubject subject in memory.Subjects(SubjectKind.Server).Take(100))
        {
            StepsChunk.Write(memory, subject, 1_700_000_000 / 600 * 600);
        }

        double steps = (SystemClock.Instance.NowNanoseconds - at) / 1e6 / 100 * (Servers + Routes + Pools);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recording: median {median:0.00} ms a second ({median / 10:0.00} % of a core), worst {recorded[^1]:0.0} ms; writing 5 s of chunks {written:0.0} ms; steps of ten minutes {steps:0} ms ({steps / 6000:0.00} %)"));
        recorded[0].ShouldBeLessThan(150, "the best second of a debug build on a busy machine; a release build takes 3 ms");
    }

    private void Serve()
    {
        for (int worker = 0; worker < Workers; worker++)
        {
            for (int server = 0; server < Servers; server++)
            {
                ServerCounters counters = catalog.Server($"pool-{server / 20}", $"10.0.{server / 20}.{server % 20}:8000", worker);
                for (int request = 0; request < RequestsOfServer / Workers; request++)
                {
                    counters.Attempts++;
                    counters.Outcomes.Increment(random.NextUInt64() % 50 == 0 ? 5 : 0);
                    counters.RecordTimeToFirstByte(1_000_000 + (long)(random.NextUInt64() % 50_000_000));
                }
            }

            for (int pool = 0; pool < Pools; pool++)
            {
                for (int request = 0; request < 200; request++)
                {
                    PoolCounters counters = catalog.Pool($"pool-{pool}", worker);
                    counters.Arrive(request % 2, false, random.NextUInt64(), random.NextUInt64());
                    counters.Finish(request % 2, 0);
                }
            }

            for (int route = 0; route < Routes; route++)
            {
                catalog.Route($"route-{route}", worker).Finish(0, 200, 1_000_000);
            }
        }

        catalog.CompleteReload();
    }
}
