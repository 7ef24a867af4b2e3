using System.Globalization;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>The records of an outage as a gateway writes them, with what people did and did not do.</summary>
internal sealed class LiveOutage
{
    public const long Start = Bench.Start + 1000;

    public string? Cause { get; init; } = "surge";

    public bool HasMitigation { get; init; } = true;

    public bool IsTold { get; init; } = true;

    public bool IsSuspected { get; init; } = true;

    public bool HasChange { get; init; }

    /// <summary>Seconds from the first hurt user to the first sign; below zero it was seen before.</summary>
    public int SeenAfter { get; init; } = -1;

    /// <summary>Every server was gone at once, people thought of the network first, and it came back after five quiet minutes.</summary>
    public bool IsOfAMachine { get; init; }

    public Incident Record(IncidentBook book)
    {
        Incident incident = book.Open(
            Entry(EntryKind.Opened, SeenAfter, "detection", "something is unusual: 16 % of the requests of the gateway went wrong within 3 s; 0.00 % is usual", ("title", "shop: unusual"), ("pool", "shop"), ("onset", Number(Start))),
            Entry(EntryKind.Declared, 3, "detection", "declared: 56 % of the requests failed (pool shop)", ("onset", Number(Start)), ("pool", "shop"), ("harm", "56 % of the requests failed")));
        List<NewEntry> entries = [Measured(0, 20), Measured(21, 80)];
        entries.AddRange(Told());
        entries.AddRange(Causes());
        if (HasChange)
        {
            entries.Add(Entry(EntryKind.Change, -40, "api", "gateway: release 4711 of the web shop", ("change", "deployment"), ("subject", "gateway"), ("by", "people")));
        }

        if (HasMitigation)
        {
            entries.Add(Entry(EntryKind.Mitigation, 60, "signal", "gateway: configuration revision 2: protection.mode from off to on", ("change", "configuration"), ("subject", "gateway"), ("by", "people"), ("before", "a"), ("after", "b")));
            entries.Add(Entry(EntryKind.Mitigation, 8, "gateway", "server:shop/d: the server is taken out: connections to it failed", ("change", "health"), ("subject", "server:shop/d"), ("by", "gateway")));
        }

        if (IsOfAMachine)
        {
            entries.AddRange(Machine());
        }

        entries.Add(Entry(EntryKind.Cleared, IsOfAMachine ? 520 : 111, "detection", "all is well again"));
        entries.Add(Entry(EntryKind.Resolved, IsOfAMachine ? 560 : 150, "shop engineer", "resolved by shop engineer", ("by", "hand")));
        return book.Add(incident.Id, entries);
    }

    private IEnumerable<NewEntry> Told()
    {
        if (IsTold)
        {
            yield return Entry(EntryKind.NotificationSent, 4, "escalation", "shop team was told by chat (page: it was declared): answered 204", ("purpose", "page"), ("person", "shop team"), ("channel", "chat"));
            yield return Entry(EntryKind.Acknowledged, 20, "shop engineer", "acknowledged by shop engineer", ("how", "by hand"));
            yield return Entry(EntryKind.Role, 21, "shop engineer", "shop engineer is commander", ("role", "commander"), ("person", "shop engineer"));
        }
    }

    private static IEnumerable<NewEntry> Machine()
    {
        const string all = "all 4 servers of pool shop are down: they refuse connections, and nobody has been answered for 3 s";
        yield return Entry(EntryKind.CauseFound, 11, "diagnosis", $"the cause is sick-server: {all}", ("name", "sick-server"), ("claim", all), ("probability", "1.00"), ("pool", "shop"), ("for", $"{all}\na refuses connections at once"), ("against", ""), ("servers", "all"), ("trigger", all));
        yield return Entry(EntryKind.HypothesisOpened, 411, "diagnosis", "pool-exhaustion was taken seriously as the cause", ("name", "pool-exhaustion"));
        yield return Entry(EntryKind.HypothesisRejected, 413, "diagnosis", "pool-exhaustion was ruled out: all of them are down", ("name", "pool-exhaustion"), ("reason", "all 4 servers of pool shop are down: they take requests and say nothing, and nobody has been answered for 3 s"), ("opened", "yes"));
        yield return Entry(EntryKind.Note, 24, "shop engineer", "the network between the gateway and its servers is broken", ("note", nameof(NoteKind.Assumed)));
        yield return Entry(EntryKind.Note, 34, "shop engineer", "it is not the network: the machine had restarted by itself", ("note", nameof(NoteKind.WrongPath)));
        yield return Entry(EntryKind.Cleared, 111, "detection", "all is well again");
        yield return Entry(EntryKind.Relapsed, 412, "detection", "it is back, outage 2 of this incident: 90 % of the requests went wrong within 3 s", ("state", "declared"), ("onset", Number(Start + 410)));
        yield return Measured(410, 440);
        yield return Entry(EntryKind.Acknowledged, 420, "shop engineer", "acknowledged by shop engineer", ("how", "by hand"));
        yield return Entry(EntryKind.Mitigation, 441, "signal", "gateway: configuration revision 2: pools.shop.servers.e added; pools.shop.servers.f added; protection.mode from off to on", ("change", "configuration"), ("subject", "gateway"), ("by", "people"), ("before", "a"), ("after", "b"));
    }

    private IEnumerable<NewEntry> Causes()
    {
        if (IsSuspected)
        {
            yield return Entry(EntryKind.HypothesisOpened, 1, "diagnosis", "network was taken seriously as the cause", ("name", "network"));
            yield return Entry(EntryKind.HypothesisRejected, 5, "diagnosis", "network was ruled out: connections open as fast as before (0 ms)", ("name", "network"), ("reason", "connections open as fast as before (0 ms)"), ("opened", "yes"));
            yield return Entry(EntryKind.HypothesisRejected, 5, "diagnosis", "bad-deployment was ruled out: no version of this pool changed before it began", ("name", "bad-deployment"), ("reason", "no version of this pool changed before it began"), ("opened", "no"));
        }

        if (Cause is not null)
        {
            yield return Entry(EntryKind.CauseFound, 10, "diagnosis", $"the cause is {Cause}: d takes all of it", ("name", Cause), ("claim", "server d of pool shop gets far more than the others can take"), ("probability", "1.00"), ("pool", "shop"), ("for", "d has answered nothing since then while the others answer\n4 of 60 connections are left"), ("against", ""));
        }
    }

    private static NewEntry Measured(int from, int to)
    {
        ImpactSum sum = new(Start + from, Start + to, 2000, 700, 300, 400, 300, to - from + 1, 0, 0.9, Start + to, 100, 20);
        return new NewEntry(EntryKind.Impact, At(to), "gateway", "75 % of the users hit") { Data = ImpactData.Write(sum, Start + from, Start + to), Sources = ["series:pool:shop/failed"] };
    }

    private static NewEntry Entry(EntryKind kind, int after, string author, string text, params (string Name, string Value)[] data) =>
        new(kind, At(after), author, text) { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Start + after);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
