using Holdfast.Telemetry;

namespace Holdfast.Diagnosis.Corpus.Cost;

/// <summary>The counters and the recorder of a gateway with 1,000 servers in 50 pools and 200 routes, all of them in use; nothing is simulated but what is counted.</summary>
internal sealed class LargeGateway
{
    public const int Servers = 1000;
    public const int Routes = 200;
    private const int Pools = 50;
    private const int Workers = 2;
    private const int RequestsOfServer = 20;
    private const int Failing = 5;
    private const long Start = 1_900_000_800;

    private static readonly MetricLabels Labels = new([.. Enumerable.Range(0, 25).Select(index => $"outcome{index}")], [], ["refused"])
    {
        Classes = ["critical", "default", "best-effort", "bulk"],
        ShedReasons = ["shed_overload"],
        OutcomeSignals = [.. Enumerable.Range(0, 25).Select(index => index == 0 ? Signal.Good : index == Failing ? Signal.FailedServerError : Signal.ShedOther)],
    };

    // Made once: what is measured is what the record leaves for the collector, and not what this class does.
    private static readonly string[] PoolNames = [.. Enumerable.Range(0, Pools).Select(pool => $"pool-{pool}")];
    private static readonly string[] RouteNames = [.. Enumerable.Range(0, Routes).Select(route => $"route-{route}")];
    private static readonly string[] Addresses = [.. Enumerable.Range(0, Servers).Select(server => $"10.0.{server % Pools}.{server / Pools}:8000")];

    private readonly MetricCatalog catalog = new(Labels, new VirtualClock());
    private readonly SeededRandom random = new(4);
    private readonly SeriesRecorder recorder;
    private long second = Start;

    public LargeGateway()
    {
        PoolLevels[] levels = [.. Enumerable.Range(0, Pools).Select(Levels)];
        recorder = new SeriesRecorder(new SeriesInputs { Catalog = catalog, ReadLevels = () => levels }, Memory);
    }

    public SeriesMemory Memory { get; } = new();

    /// <summary>Counts one second of requests.</summary>
    /// <param name="failing">Share of the requests of the first pool's first server that fail.</param>
    /// <param name="isEverywhere">Those of all servers and all routes fail.</param>
    public void Serve(double failing, bool isEverywhere)
    {
        for (int worker = 0; worker < Workers; worker++)
        {
            for (int server = 0; server < Servers; server++)
            {
                ServeFrom(server, worker, server == 0 || isEverywhere ? failing : 0);
            }

            for (int route = 0; route < Routes; route++)
            {
                catalog.Route(RouteNames[route], worker).Finish((route == 0 || isEverywhere) && random.NextDouble() < failing ? Failing : 0, 200, 1_000_000);
            }
        }

        catalog.CompleteReload();
    }

    public void Record() => recorder.Record(second++, 1);

    private void ServeFrom(int server, int worker, double failing)
    {
        ServerCounters counters = catalog.Server(PoolNames[server % Pools], Addresses[server], worker);
        PoolCounters pool = catalog.Pool(PoolNames[server % Pools], worker);
        for (int request = 0; request < RequestsOfServer / Workers; request++)
        {
            int outcome = random.NextDouble() < failing ? Failing : 0;
            counters.Attempts++;
            counters.Outcomes.Increment(outcome);
            int bucket = counters.RecordTimeToFirstByte(1_000_000 + (long)(random.NextUInt64() % 50_000_000));
            pool.RecordFirstByte(request % 2, bucket);
            catalog.Route(RouteNames[server % Routes], worker).RecordFirstByte(bucket);
            pool.Arrive(request % 2, false, random.NextUInt64() % 5000, random.NextUInt64() % 50);
            pool.Finish(request % 2, outcome);
        }
    }

    private static PoolLevels Levels(int pool) =>
        new(PoolNames[pool], [.. Enumerable.Range(0, Servers / Pools).Select(index => new ServerLevels(Addresses[(index * Pools) + pool], 3, 20, 100, 8, 64, true))], []);
}
