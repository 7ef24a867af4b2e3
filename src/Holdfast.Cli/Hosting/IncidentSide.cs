using System.Runtime.CompilerServices;
using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Tasks;
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

    // A drill takes a minute: that one has turned red is known soon enough.
    private static readonly TimeSpan TaskPause = TimeSpan.FromSeconds(30);

    private readonly IClock clock;
    private readonly EventLog events;
    private readonly DiagnosisSide diagnosis;
    private readonly RecordStore store;
    private readonly RecordStore drills;
    private readonly VerdictNotes verdicts;
    private readonly IncidentWatch watch;
    private readonly FindingTasks findings;
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;
    private readonly string? escalationPath;
    private volatile EscalationSide? escalation;
    private long tasksAt = long.MinValue;
    private readonly HashSet<string> told = [];

    /// <param name="path">The database's file; null keeps nothing beyond memory.</param>
    /// <param name="drillsPath">The ledger of drills' verdicts; null knows none.</param>
    /// <param name="escalationPath">The policy by which people are told; null tells nobody.</param>
    public IncidentSide(SeriesSide series, DiagnosisSide diagnosis, string? path, string? drillsPath, string? escalationPath, IClock clock, EventLog events)
    {
        this.diagnosis = diagnosis;
        this.clock = clock;
        this.events = events;
        this.escalationPath = escalationPath;
        store = new RecordStore(new RecordStoreOptions { Path = path }, clock, events);
        IncidentBook book = new(store);
        Desk = new IncidentDesk(book, clock) { Seen = () => diagnosis.Current };
        drills = new RecordStore(new RecordStoreOptions { Path = drillsPath }, clock, events);
        DrillLedger ledger = new(drills);
        Tasks = new TaskDesk(book, ledger, clock);
        verdicts = new VerdictNotes(Desk, ledger);
        findings = new FindingTasks(Tasks, () => HostFindings(), () => (Escalation?.Policy ?? new EscalationConfig()).Team, events);
        Alerts = new AlertDesk(book, clock, Settings);
        Postmortems = new PostmortemDesk(Desk, () => Escalation?.Policy ?? new EscalationConfig(), series.History, static text => PostmortemLinter.Check(text).Findings) { OutlookOf = incident => Replays?.OutlookOf(incident) };
        Replays = new ReplayDesk(Desk, ReplaySeries.Of(series.History), () => Configuration());
        watch = new IncidentWatch(book, series.Memory, series.Changes, Settings) { StartedAt = clock.UtcNow, Routes = Routes };
        thread = new Thread(Run) { Name = "incidents", IsBackground = true };
    }

    public WatchSettings Settings { get; } = WatchSettings.Default;

    /// <summary>Told with every configuration. Any thread.</summary>
    public RoutePools Routes { get; } = new();

    /// <summary>Any thread.</summary>
    public IncidentDesk Desk { get; }

    /// <summary>Any thread.</summary>
    public PostmortemDesk Postmortems { get; }

    /// <summary>Any thread.</summary>
    public ReplayDesk Replays { get; }

    /// <summary>The configuration in force, as it was written, with its fingerprint.</summary>
    public Func<(string Fingerprint, string Text)?> Configuration { get; set; } = static () => null;

    /// <summary>What the agents have found on the servers' hosts. Set before the start.</summary>
    public Func<IReadOnlyList<StandingFinding>> HostFindings { get; set; } = static () => [];

    /// <summary>Any thread.</summary>
    public AlertDesk Alerts { get; }

    /// <summary>Any thread.</summary>
    public TaskDesk Tasks { get; }

    /// <summary>Null in the first moments: it waits for the disk. Any thread.</summary>
    public EscalationDesk? Escalation => escalation?.Desk;

    /// <summary>Where people reach the admin API; set when it listens.</summary>
    public Func<string?> AdminAddress { get; set; } = () => null;

    /// <summary>The process is on its way out.</summary>
    public Func<bool> IsLeaving { get; set; } = () => false;

    public IReadOnlyList<string> NextOf(Incident incident) => [.. Escalation?.NextOf(incident) ?? [], .. NextSteps.Of(incident, Settings), .. Postmortems.NextOf(incident) is { } left ? [left] : Array.Empty<string>()];

    public void Begin() => thread.Start();

    public void Dispose()
    {
        stopping.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        escalation?.Dispose();
        store.Dispose();
        drills.Dispose();
        stopping.Dispose();
    }

    private void Run()
    {
        Guard(Desk.Book.Refresh);
        Guard(() => escalation = new EscalationSide(Desk.Book, escalationPath, clock, events) { Desk = { IsHurtNow = incident => Desk.SeenOf(incident) is not { Explanation.IsHurtNow: false }, Seen = Desk.SeenOf } });
        while (!stopping.Wait(Tick))
        {
            if (IsLeaving())
            {
                // A successor keeps the incidents now, and tells people what this process has not.
                escalation?.Dispose();
                escalation = null;
                continue;
            }

            Guard(() => watch.Tick(clock.UtcNow, diagnosis.Current, diagnosis.Past));
            Guard(Replays.Tick);
            Guard(Replays.Keep);
            Guard(verdicts.Tick);
            Guard(Escalate);
            Guard(Postmortems.Tick);
            Guard(LookAtTasks);
        }
    }

    private void Escalate()
    {
        if (escalation is { } side)
        {
            side.Desk.OwnAddress = AdminAddress() is { } address ? $"http://{address}" : side.Desk.OwnAddress;
            side.Tick();
        }
    }

    private void LookAtTasks()
    {
        if (tasksAt == long.MinValue || clock.NowNanoseconds - tasksAt >= TaskPause.Ticks * TimeSpan.NanosecondsPerTick)
        {
            tasksAt = clock.NowNanoseconds;
            Tasks.Tick();
            findings.Tick();
        }
    }

    /// <param name="part">As the call names it: one part that fails every second is said once, however well the others do.</param>
    private void Guard(Action work, [CallerArgumentExpression(nameof(work))] string part = "")
    {
        try
        {
            work();
            told.Remove(part);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (told.Add(part))
            {
                events.Error("incidents", "incidents could not be kept in this second; traffic is served on", ("failure", failure.ToString()));
            }
        }
    }
}
