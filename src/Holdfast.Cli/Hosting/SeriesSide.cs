using Holdfast.DataPlane;
using Holdfast.Foundation;
using Holdfast.Storage.Findings;
using Holdfast.Storage.Series;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>
/// Records what happens, second by second, beside the data plane and never in its way: a thread that looks at the counters, and one that
/// writes to disk. Owner: <see cref="GatewayHost"/>. Next: <see cref="SeriesRecorder"/>, <see cref="SeriesStore"/>.
/// </summary>
internal sealed class SeriesSide : IDisposable
{
    private readonly IClock clock;
    private readonly EventLog events;
    private readonly SeriesRecorder recorder;
    private readonly SeriesStore? store;
    private readonly SecondClock seconds = new();
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;
    private bool isTold;

    /// <param name="path">The database's file; null keeps nothing beyond memory.</param>
    /// <param name="takesOver">Another process has watched until now, and has not yet written all of it.</param>
    public SeriesSide(Gateway gateway, string? path, bool takesOver, IClock clock, EventLog events)
    {
        this.clock = clock;
        this.events = events;
        Memory = new SeriesMemory();
        Changes = new ChangeLog(clock);
        History = new SeriesHistory(Memory);
        recorder = new SeriesRecorder(new SeriesInputs { Catalog = gateway.Metrics, ReadLevels = gateway.ReadLevels, ReadLoopLag = gateway.ReadLoopLag, ReadHost = (pool, server) => ReadHost?.Invoke(pool, server) }, Memory)
        {
            VersionChanged = NoteVersion,
            HealthChanged = NoteHealth,
        };
        store = path is null ? null : new SeriesStore(new SeriesStoreOptions { Path = path, TakesOver = takesOver }, Memory, Changes, clock, events);
        Findings = store?.Findings ?? new FindingLog(readArchive: null);
        gateway.Metrics.Series = Memory;
        gateway.Metrics.ReadSeries = () => (Memory.Bytes, store is { IsBroken: false });
        thread = new Thread(Run) { Name = "series", IsBackground = true };
    }

    public SeriesMemory Memory { get; }

    public ChangeLog Changes { get; }

    public SeriesHistory History { get; }

    /// <summary>What the diagnosis said of each past moment.</summary>
    public FindingLog Findings { get; }

    /// <summary>What agents say of a server's host. Set before the start.</summary>
    public Func<string, string, (double Cpu, double Memory, double Disk)?>? ReadHost { get; set; }

    /// <summary>Called on the recorder's thread after each second that was recorded, with it. Set before the start.</summary>
    public Action<long>? Recorded { get; set; }

    /// <summary>Returns at once; what an earlier process has left is read first, in the background.</summary>
    public void Begin() => thread.Start();

    public void Dispose()
    {
        stopping.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        store?.Dispose();
        stopping.Dispose();
    }

    private void NoteVersion(SeriesSubject server, string before, string after) =>
        Changes.Add(ChangeKind.Version, server.ToString(), $"the version in the server's answers changed from {before} to {after}", "gateway", before, after, recorder.MomentSeen);

    private void NoteHealth(SeriesSubject server, string? reason) =>
        Changes.Add(ChangeKind.Health, server.ToString(), reason is null ? "the server is available again" : $"the server is taken out: {reason}", "gateway", reason is null ? "out" : "available", reason is null ? "available" : "out", recorder.MomentSeen);

    private void Run()
    {
        if (store is not null)
        {
            store.Start();
            History.Archive = store.Archive;
        }

        while (!stopping.Wait(seconds.UntilNext(clock.UtcNow)))
        {
            Look();
        }
    }

    // Whatever goes wrong here, traffic is served on and the next second is recorded.
    private void Look()
    {
        try
        {
            bool isOver = seconds.TryTake(clock.UtcNow, clock.NowNanoseconds);
            if (seconds.Step != TimeSpan.Zero)
            {
                Changes.Add(ChangeKind.Clock, "gateway", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the machine's clock jumped by {seconds.Step.TotalSeconds:+0.0;-0.0} s"), "gateway");
            }

            if (isOver && recorder.Record(seconds.Second, seconds.ElapsedSeconds))
            {
                Recorded?.Invoke(seconds.Second);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (!isTold)
            {
                isTold = true;
                events.Error("series", "a second could not be recorded; traffic is served on", ("failure", failure.ToString()));
            }
        }
    }
}
