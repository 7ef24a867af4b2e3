using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>
/// Keeps incidents beside the gateway, on a thread of its own that may wait for the disk: once a second it looks at what the diagnosis has
/// found. Whatever goes wrong here, traffic is served and trouble is diagnosed on. Owner: <see cref="GatewayHost"/>. Next:
/// <see cref="IncidentWatch"/>.
/// </summary>
internal sealed class IncidentSide : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly IClock clock;
    private readonly EventLog events;
    private readonly DiagnosisSide diagnosis;
    private readonly RecordStore store;
    private readonly IncidentWatch watch;
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;
    private bool isTold;

    /// <param name="path">The database's file; null keeps nothing beyond memory.</param>
    public IncidentSide(SeriesSide series, DiagnosisSide diagnosis, string? path, IClock clock, EventLog events)
    {
        this.diagnosis = diagnosis;
        this.clock = clock;
        this.events = events;
        store = new RecordStore(new RecordStoreOptions { Path = path }, clock, events);
        IncidentBook book = new(store);
        Desk = new IncidentDesk(book, clock);
        watch = new IncidentWatch(book, series.Memory, series.Changes, Settings) { StartedAt = clock.UtcNow };
        thread = new Thread(Run) { Name = "incidents", IsBackground = true };
    }

    public WatchSettings Settings { get; } = WatchSettings.Default;

    /// <summary>Any thread.</summary>
    public IncidentDesk Desk { get; }

    public void Begin() => thread.Start();

    public void Dispose()
    {
        stopping.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        store.Dispose();
        stopping.Dispose();
    }

    private void Run()
    {
        Guard(Desk.Book.Refresh);
        while (!stopping.Wait(Tick))
        {
            Guard(() => watch.Tick(clock.UtcNow, diagnosis.Current, diagnosis.Past));
        }
    }

    private void Guard(Action work)
    {
        try
        {
            work();
            isTold = false;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (!isTold)
            {
                isTold = true;
                events.Error("incidents", "incidents could not be kept in this second; traffic is served on", ("failure", failure.ToString()));
            }
        }
    }
}
