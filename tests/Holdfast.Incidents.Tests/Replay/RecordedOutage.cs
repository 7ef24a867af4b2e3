using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

/// <summary>
/// An outage of pool shop with four servers, as series and entries: 60 s of trouble from Start on. Each server does 60 requests/s in 60 ms while it is
/// quiet, and 100/s at most. Virtual time.
/// </summary>
internal sealed class RecordedOutage : IDisposable
{
    public const long Start = Bench.Start + 600;
    public const long End = Start + 60;
    public const string Fingerprint = "0123456789abcdef";

    public const string Page = """
        listeners:
          - address: 0.0.0.0:8080
        routes:
          - { match: { path: "/checkout/*" }, class: critical, pool: shop }
          - { pool: shop }
          - { match: { path: /other }, pool: other }
        pools:
          shop:
            servers:
              - { name: a, address: "10.0.0.11:8000" }
              - { name: b, address: "10.0.0.12:8000" }
              - { name: c, address: "10.0.0.13:8000" }
              - { name: d, address: "10.0.0.14:8000", weight: 50 }
            health: { path: /healthz }
          other: { servers: ["10.0.0.20:8000"] }
        accessLog: { path: /var/log/holdfast.jsonl }
        admin: { address: "127.0.0.1:9900" }
        protection: off
        """;

    /// <param name="cause">That was stated; null for none.</param>
    public RecordedOutage(string? cause = "surge", long end = End)
    {
        (Cause, EndsAt) = (cause, end);
        Desk = new ReplayDesk(Bench.Desk, ReplaySeries.Of(Bench.Series), () => (PresentFingerprint, PresentPage));
        Bench.Series.NewestSecond = end + 100;
        Set("shop/critical", 60);
        Set("shop/default", 180);
        Pool(Signal.Clients, 100);
        Pool(Signal.TopClientShare, 0.02);
        Pool(Signal.ClientEntropy, 0.98);
        foreach (string server in new[] { "a", "b", "c", "d" })
        {
            Server(server, Signal.Good, _ => 60);
            Server(server, Signal.InFlight, _ => 4);
            Server(server, Signal.FirstByteMedian, _ => 0.06);
        }
    }

    public Bench Bench { get; } = new();

    public ReplayDesk Desk { get; }

    public string? Cause { get; }

    public long EndsAt { get; }

    public string PresentFingerprint { get; set; } = Fingerprint;

    public string PresentPage { get; set; } = Page;

    public List<NewEntry> More { get; } = [];

    public void Set(string name, double calm, double? trouble = null) =>
        Bench.Series.Set(new SeriesSubject(SubjectKind.Class, name), Signal.OfferedFirst, second => second >= Start && second < EndsAt ? trouble ?? calm : calm);

    public void Pool(Signal signal, double calm, double? trouble = null) =>
        Bench.Series.Set(Bench.Pool, signal, second => second >= Start && second < EndsAt ? trouble ?? calm : calm);

    public void Server(string name, Signal signal, Func<long, double> formula) => Bench.Series.Set(new SeriesSubject(SubjectKind.Server, $"shop/{name}"), signal, formula);

    /// <summary>Of a server in a part of the trouble, in seconds from its start.</summary>
    public void Server(string name, Signal signal, int from, int to, double inside, double outside) =>
        Server(name, signal, second => second >= Start + from && second < Start + to ? inside : outside);

    /// <summary>What users felt, from that second of the trouble to its end.</summary>
    public void Hurt(int from, double failed, double refused = 0) => More.Add(new NewEntry(EntryKind.Impact, DateTimeOffset.FromUnixTimeSeconds(EndsAt - 1), "gateway", "users were hit")
    {
        Data = ImpactData.Write(ImpactSum.None with { FirstBad = Start + from, LastBad = EndsAt - 1, Offered = 240 * (EndsAt - Start - from), Failed = failed, Shed = refused, BadSeconds = (int)(EndsAt - Start) - from }, Start, EndsAt - 1),
    });

    /// <summary>Long after it: nothing of the servers is left.</summary>
    public void Forget(params string[] unnamed)
    {
        foreach (string server in (string[])["a", "b", "c", "d", .. unnamed])
        {
            foreach (Signal signal in Enum.GetValues<Signal>())
            {
                Server(server, signal, _ => double.NaN);
            }
        }
    }

    public Incident Record()
    {
        Dictionary<string, string> onset = new() { ["pool"] = "shop", ["onset"] = Start.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        Incident incident = Bench.Book.Open(
            new NewEntry(EntryKind.Opened, At(1), "detection", "something is unusual") { Data = new(onset) { ["title"] = "shop: unusual" } },
            new NewEntry(EntryKind.Declared, At(3), "detection", "declared") { Data = onset });
        Desk.Tick();
        Incident whole = Bench.Book.Add(incident.Id,
        [
            .. Cause is null ? Array.Empty<NewEntry>() : [new NewEntry(EntryKind.CauseFound, At(5), "diagnosis", "the cause") { Data = new() { ["name"] = Cause, ["claim"] = "what it was", ["probability"] = "1" } }],
            .. More,
            new NewEntry(EntryKind.Cleared, DateTimeOffset.FromUnixTimeSeconds(EndsAt), "detection", "all is well again"),
            new NewEntry(EntryKind.Resolved, DateTimeOffset.FromUnixTimeSeconds(EndsAt + 60), "anna", "resolved by anna"),
        ]);
        return whole;
    }

    public ReplayPlan Plan()
    {
        (ReplayPlan? plan, string problem) = Desk.Plan(Record());
        return plan.ShouldNotBeNull(problem);
    }

    public void Dispose() => Bench.Dispose();

    public static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Start + after);
}
