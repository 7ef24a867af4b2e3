using System.Buffers;
using Holdfast.Agent.Fleet;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Incidents;
using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Tasks;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Admin.Tests;

/// <summary>Records what it was asked, and answers or fails as a test says.</summary>
internal sealed class FakeGateway : IGatewayControl
{
    public bool IsReady { get; set; } = true;

    public bool IsDraining { get; set; }

    public Exception? Failure { get; set; }

    public ReloadOutcome Outcome { get; set; } = new(true, 7, "f00d", []);

    public List<(string? Yaml, string Source)> Reloads { get; } = [];

    public void WriteMetrics(IBufferWriter<byte> output)
    {
        Fail();
        output.Write("holdfast_up 1\n"u8);
    }

    public GatewayStateReport GetState()
    {
        Fail();
        return new()
        {
            Version = "1.2.3",
            Pid = 42,
            StartedAt = DateTimeOffset.UnixEpoch,
            Ready = IsReady,
            Draining = IsDraining,
            Config = new("holdfast.yaml", "f00d", 3, DateTimeOffset.UnixEpoch, new("api", DateTimeOffset.UnixEpoch, [new("api", 2, 3, "pools", "wrong", "right")])),
            Workers = [new(0, 10, 100, 0.5)],
            Listeners = [new("127.0.0.1:8080", true)],
            Routes = [new("shop", "shop", "critical", 1, 100)],
            Pools = [new("shop", "least-requests", 0, [new("a", "10.0.0.1:80", 100, "ejected", "refused connections", 1, 100, 3)])],
        };
    }

    public List<long?> AskedWhy { get; } = [];

    public DiagnosisReport GetDiagnosis(long? second)
    {
        Fail();
        AskedWhy.Add(second);
        return DiagnosisReports.Of(Diagnosis.CauseFinding.Calm(second ?? 1_900_000_000), []);
    }

    public IncidentDesk Incidents => field ??= new(new IncidentBook(Store()), SystemClock.Instance);

    public PostmortemDesk? Postmortems { get; set; }

    public TaskDesk Tasks => field ??= new(Incidents.Book, Ledger, SystemClock.Instance);

    public AlertDesk Alerts => field ??= new(Incidents.Book, SystemClock.Instance, Holdfast.Incidents.Lifecycle.WatchSettings.Default);

    public EscalationDesk Escalation => field ??= new(Incidents.Book, SystemClock.Instance);

    private DrillLedger Ledger => field ??= new(Store());

    /// <summary>A green run of a drill, now.</summary>
    public void Drill(string name) => Ledger.Append(new DrillVerdict { Scenario = name, Gateway = "holdfast", Result = DrillResult.Passed, StartedAt = SystemClock.Instance.UtcNow.AddSeconds(1) });

    private static RecordStore Store() => new(new RecordStoreOptions { Path = null }, SystemClock.Instance, new EventLog(TextWriter.Null, SystemClock.Instance));

    public SeriesMemory Memory { get; } = new();

    public SeriesHistory Series => field ??= new(Memory);

    public ChangeLog Changes { get; } = new(new VirtualClock());

    public AgentDesk Agents => field ??= new(new AgentDeskOptions { Clock = new VirtualClock(), Seed = "seed", Changes = Changes, Servers = () => [new("shop", "a", "10.0.0.1", 80)] });

    public string GetEffectiveConfig() => "listeners: []\n";

    public string? FindKeptConfig(string fingerprint) => fingerprint == "0123456789abcdef" ? "routes: []\n" : null;

    public string? ReloadFile { get; private set; }

    public Task<ReloadOutcome> ReloadAsync(string? yamlText, string source, string? file, CancellationToken cancellation)
    {
        Fail();
        Reloads.Add((yamlText, source));
        ReloadFile = file;
        return Task.FromResult(Outcome);
    }

    public List<(string Pool, string Server, int? Limit, string Source)> Limits { get; } = [];

    public OperatorOutcome LimitAnswer { get; set; } = new(OperatorOutcomeKind.Applied, string.Empty);

    public OperatorOutcome SetLimit(string pool, string server, int? limit, string source)
    {
        Fail();
        Limits.Add((pool, server, limit, source));
        return LimitAnswer;
    }

    public List<(string Pool, string Server, bool Drains, string Source)> Drained { get; } = [];

    public OperatorOutcome DrainServer(string pool, string server, bool drains, string source)
    {
        Drained.Add((pool, server, drains, source));
        return LimitAnswer;
    }

    public List<(ThrottleOrder Order, string Source)> Throttled { get; } = [];

    public OperatorOutcome Throttle(ThrottleOrder order, string source)
    {
        Throttled.Add((order, source));
        return LimitAnswer;
    }

    public ThrottleReport? EndThrottle(string client, string? route, string source) =>
        Throttled.Find(one => one.Order.Client == client && one.Order.Route == route) is { Order: { } order } ? new(client, route, "5/s", 7, false, source, 1, 2) : null;

    public Task<DrainOutcome> DrainAsync(string source, CancellationToken cancellation)
    {
        DrainOutcome outcome = new(!IsDraining, 5, DateTimeOffset.UnixEpoch);
        IsDraining = true;
        return Task.FromResult(outcome);
    }

    public static ConfigFinding Finding() => new("api", 4, 9, "pools.shop.polcy", "Unknown key polcy.", "Did you mean policy?");

    private void Fail()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
