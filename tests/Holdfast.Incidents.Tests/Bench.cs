using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests;

/// <summary>A service in virtual time with everything that incidents are made from. Pool shop: 100 requests/s of 50 clients.</summary>
internal sealed class Bench : IDisposable
{
    public const long Start = 1_900_000_000;
    public static readonly SeriesSubject Pool = new(SubjectKind.Pool, "shop");

    private readonly List<(long From, long To, double Share)> bad = [];
    private readonly List<CauseFinding> past = [];
    private readonly RecordStore store;
    private CauseFinding current = CauseFinding.Calm(Start);
    private IncidentWatch watch;

    public Bench(string? path = null)
    {
        Clock = new VirtualClock(DateTimeOffset.FromUnixTimeSeconds(Start));
        Changes = new ChangeLog(Clock);
        store = new RecordStore(new RecordStoreOptions { Path = path }, Clock, new EventLog(Log, Clock));
        Book = new IncidentBook(store);
        Desk = new IncidentDesk(Book, Clock) { Seen = () => current };
        watch = new IncidentWatch(Book, Series, Changes, Settings) { Routes = Routes };
        Series.Set(Pool, Signal.OfferedFirst, _ => 100);
        Series.Set(Pool, Signal.Clients, _ => 50);
        Series.Set(Pool, Signal.FirstByteMedian, _ => 0.02);
        Series.Set(Pool, Signal.FailedConnectTimeout, second => 100 * bad.Where(one => second >= one.From && second <= one.To).Select(one => one.Share).FirstOrDefault());
        Series.NewestSecond = Start;
    }

    public VirtualClock Clock { get; }

    public FakeSeries Series { get; } = new();

    public ChangeLog Changes { get; }

    /// <summary>Which pool answers which route; nothing is known at first.</summary>
    public RoutePools Routes { get; } = new();

    public StringWriter Log { get; } = new();

    public IncidentBook Book { get; }

    public IncidentDesk Desk { get; }

    public WatchSettings Settings { get; } = WatchSettings.Default;

    public long Second => Clock.UtcNow.ToUnixTimeSeconds();

    public Action? EachSecond { get; set; }

    /// <summary>What shows besides failed requests; "" for nothing.</summary>
    public string Beside { get; set; } = "";

    public Incident Only => Book.All.ShouldHaveSingleItem();

    public void Dispose() => store.Dispose();

    /// <summary>A new process with the same records.</summary>
    public void RestartWatch() => watch = new IncidentWatch(Book, Series, Changes, Settings) { Routes = Routes };

    /// <summary>A new process that has not looked at anything yet.</summary>
    public void RestartGateway()
    {
        RestartWatch();
        StartedNow();
        past.Clear();
        current = CauseFinding.Calm(0);
    }

    /// <summary>The process keeps incidents while its diagnosis has not begun.</summary>
    public void RunWithoutDiagnosis(int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Series.NewestSecond = Second;
            watch.Tick(Clock.UtcNow, current, past);
        }
    }

    public void StartedNow() => watch.StartedAt = Clock.UtcNow;

    /// <summary>Part of the requests that fails, from now on for so long.</summary>
    public void Break(int seconds, double share) => bad.Add((Second + 1, Second + seconds, share));

    public void Run(int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Series.NewestSecond = Second;
            current = current.State == DetectionState.Normal ? CauseFinding.Calm(Second) : current with { Second = Second };
            watch.Tick(Clock.UtcNow, current, past);
            EachSecond?.Invoke();
        }
    }

    public void Suspect(long number = 1, long onsetAgo = 2) =>
        current = new CauseFinding(Second, DetectionState.Suspected, number, Second - onsetAgo, Second, null, null, AnomaliesOf(onsetAgo), Undetermined(onsetAgo), [], null);

    /// <summary>The diagnosis sees that users are well, and waits.</summary>
    public void GetWell(long quiet) => current = current with { QuietSeconds = quiet, EndsAfterQuietSeconds = 6, Explanation = current.Explanation! with { IsHurtNow = false } };

    public void Declare(long number = 1, long onsetAgo = 3) =>
        current = new CauseFinding(Second, DetectionState.Declared, number, Second - onsetAgo, Second - 1, Second, null, AnomaliesOf(onsetAgo), Undetermined(onsetAgo), [], null);

    /// <summary>It is certain that users will be hurt, and nobody is yet.</summary>
    public void HurtNobody() => current = current with { Explanation = current.Explanation! with { Verdict = Verdict.NoHarm, Harm = "nobody is hurt", IsHurtNow = false } };

    /// <summary>What is suspected is declared, with the cause that was found of the suspicion.</summary>
    public void DeclareSuspicion() =>
        current = current with { Second = Second, State = DetectionState.Declared, DeclaredAt = Second, Explanation = current.Explanation! with { IsHurtNow = true } };

    public void FindCause(string trigger = "", double probability = 0.97)
    {
        Explanation why = current.Explanation!;
        EvidenceItem item = new(Sign.ConnectionsAtCap, SignalFamily.Saturation, Pool, "Connections", Second - 8, Second, 60, 20, 1, Second - 5, "60 of 60 connections are in use and 12 requests wait for one");
        EvidenceItem? set = trigger.Length == 0 ? null : new EvidenceItem(Sign.ConnectionLimitChanged, SignalFamily.Change, Pool, "", Second - 60, Second, 0, 0, 1, Second - 60, trigger);
        RankedCause cause = new(CauseClass.PoolExhaustion, "pool-exhaustion", 30, probability, "every connection to pool shop is in use and requests wait for one while the servers have time", [new WeighedItem(item, 20), .. set is null ? Array.Empty<WeighedItem>() : [new WeighedItem(set, 12)]], [], null);
        current = current with
        {
            Explanation = why with
            {
                At = Second,
                Verdict = Verdict.RootCause,
                Ranking = [cause],
                Trigger = set,
                Mitigations =
                [
                    new Mitigation("The gateway bounds connections and lets requests wait no longer than their deadline", IsTaken: true),
                    new Mitigation("Raise limits.connections of pool shop if the servers can hold more", "holdfast reload"),
                ],
            },
            Ledger =
            [
                new LedgerEntry(CauseClass.BadDeployment, "bad-deployment", Second - 20, Second - 5, "no server changed its version"),
                new LedgerEntry(CauseClass.Network, "network", Second - 15, Second - 4, "connections are opened as quickly as usual"),
                new LedgerEntry(CauseClass.Surge, "surge", null, Second - 4, "no more requests than usual"),
                new LedgerEntry(CauseClass.PoolExhaustion, "pool-exhaustion", Second - 6, null, null),
            ],
        };
    }

    /// <summary>The cause that stands now is this one.</summary>
    public void FindCause(string name, CauseClass kind, string? claim = null)
    {
        RankedCause cause = new(kind, name, 30, 0.97, claim ?? $"it is {name}", [], [], null);
        current = current with { Explanation = current.Explanation! with { At = Second, Verdict = Verdict.RootCause, Ranking = [cause] } };
    }

    /// <summary>The cause that stands now, with its evidence and what is offered against it.</summary>
    public void FindCause(RankedCause cause, IReadOnlyList<Mitigation> offered, EvidenceItem? trigger = null) =>
        current = current with { Explanation = current.Explanation! with { At = Second, Verdict = Verdict.RootCause, Ranking = [cause], Trigger = trigger, Mitigations = offered } };

    /// <summary>Users are still hurt, and no cause stands any more; nearly all speaks for this one.</summary>
    public void Doubt(string name, CauseClass kind) => current = current with
    {
        Explanation = Undetermined(30) with { Ranking = [new RankedCause(kind, name, 12, 0.93, $"it is {name}", [], [], null)] },
    };

    /// <summary>Users are still hurt, and nothing is likely.</summary>
    public void Undecided() => current = current with { Explanation = Undetermined(30) };

    /// <summary>What fades looks like many things: the very cause that was found is ruled out.</summary>
    public void Fade() => current = current with
    {
        Explanation = Undetermined(30) with { IsHurtNow = false },
        Ledger = [new LedgerEntry(CauseClass.PoolExhaustion, "pool-exhaustion", Second - 30, Second - 12, "connections are free")],
    };

    public void Clear()
    {
        RecoveryCheck? recovery = current.Explanation?.RootCause is null ? null : new RecoveryCheck(true, "as predicted: waits for a connection end at once when the cap is raised or the slow answers stop");
        past.Add(current with { State = DetectionState.Normal, ClearedAt = Second, Recovery = recovery });
        current = CauseFinding.Calm(Second);
    }

    /// <summary>The usual outage: it breaks, is suspected and declared, its cause is found, it is over.</summary>
    public void Outage(int seconds = 120, double share = 0.6, string trigger = "")
    {
        Break(seconds, share);
        Run(3);
        Suspect();
        Run(2);
        Declare(onsetAgo: 4);
        Run(seconds / 3);
        FindCause(trigger);
        Run(seconds - 5 - (seconds / 3) + 30);
        Clear();
        Run(1);
    }

    private Anomaly[] AnomaliesOf(long ago) => Beside.Length == 0 ? [AnomalyOf(ago)] : [AnomalyOf(ago), AnomalyOf(ago) with { Detector = Beside, Text = $"{Beside} of pool shop", Value = 2 }];

    private Anomaly AnomalyOf(long ago) => new("burn-rate", DetectionLevel.BurnRate, SignalFamily.Errors, Consequence.Pages, Pool, Second - ago, Second, 0.6, 0.001, "60 % of the requests to pool shop fail");

    private Explanation Undetermined(long ago)
    {
        RankedCause none = new(CauseClass.NoneOfThese, "none-of-these", -5, 0.4, "none of the known causes explains it", [], [], null);
        return new Explanation(Second, Second - ago, Pool, Verdict.Undetermined, [none], [], "60 % of the requests failed", "Compare waits", null, null, [], [], []) { IsHurtNow = true };
    }
}
