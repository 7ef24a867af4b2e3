using System.Globalization;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>An incident as nobody planned it: several outages, long names, many notes, changes of hundreds of values. The same seed makes the same one.</summary>
internal sealed class MadeIncident(ulong seed)
{
    private const long Start = Bench.Start + 1000;

    private static readonly string[] Names = ["bakery", "checkout-and-payment-service-europe-west-production", "a", "recommendations.of.things.v2", "pay_1"];
    private static readonly string[] CausesKnown = ["surge", "sick-server", "pool-exhaustion", "imbalance", "bad-deployment", "network", "one-client", "retry-storm", "monitoring-load"];
    private static readonly string[] Parts =
    [
        "the queue of server {0} grows", "answers of {0} take 812 ms", "4 of 60 connections of {0} are left", "requests wait for {0} longer than their deadline", "{0} takes more than the others", "half of the clients of {0} see errors",
        "the share of {0} is 41 % of all requests", "{0} refuses connections at once", "the load of {0} is 512 requests/s", "sessions of {0} stay open",
    ];

    private readonly SeededRandom random = new(seed);

    public bool IsLargest { get; init; }

    public Incident Record(IncidentBook book)
    {
        string pool = Names[IsLargest ? 1 : random.Next(Names.Length)];
        string? cause = !IsLargest && random.Next(5) == 0 ? null : CausesKnown[random.Next(CausesKnown.Length)];
        int outages = IsLargest ? 9 : 1 + random.Next(6);
        Incident incident = book.Open(
            Entry(EntryKind.Opened, -1, "detection", $"something is unusual: {Said(2)}", ("title", $"{pool}: unusual"), ("pool", pool), ("onset", Number(Start))),
            Entry(EntryKind.Declared, 3, "detection", "declared", ("onset", Number(Start)), ("pool", pool), ("harm", Said(2))));
        List<NewEntry> entries = [.. Begin(), .. Hypotheses(cause, pool), .. People(), .. Servers(pool)];
        int at = 0;
        for (int outage = 1; outage <= outages; outage++)
        {
            int length = 30 + random.Next(outage == 1 && random.Next(4) == 0 ? 9000 : 300);
            entries.AddRange(Outage(outage, at, length, pool));
            at += length + 60 + random.Next(500);
        }

        entries.Add(Entry(EntryKind.Resolved, at + 100, "shop engineer", random.Next(2) == 0 ? "resolved by shop engineer" : $"resolved by shop engineer: {Said(3)}", ("by", "hand")));
        return book.Add(incident.Id, [.. entries.OrderBy(entry => entry.HappenedAt)]);
    }

    private IEnumerable<NewEntry> Begin()
    {
        for (int change = random.Next(4); change > 0; change--)
        {
            yield return Entry(EntryKind.Change, (-60 * change) - 5, "api", $"gateway: configuration revision {change + 1}: {Said(1 + random.Next(4)).Replace(" and ", "; ", StringComparison.Ordinal)}", ("change", "configuration"), ("subject", "gateway"), ("by", "people"), ("before", "a"), ("after", "b"));
        }

        yield return Entry(EntryKind.NotificationSent, 4, "escalation", "shop team was told by chat", ("purpose", "page"), ("person", "shop team"), ("channel", "chat"));
        yield return Entry(EntryKind.Acknowledged, 20, "shop engineer", "acknowledged by shop engineer", ("how", "by hand"));
        yield return Entry(EntryKind.Role, 21, "shop engineer", "shop engineer is commander", ("role", "commander"), ("person", "shop engineer"));
    }

    /// <summary>Some go before anybody is hurt, some while they are; some come back.</summary>
    private IEnumerable<NewEntry> Servers(string pool)
    {
        SeededRandom own = new(seed + 1000);
        for (int server = IsLargest ? 5 : own.Next(4); server > 0; server--)
        {
            int at = own.Next(200) - 120;
            string subject = $"server:{pool}/{Names[own.Next(Names.Length)]}-{server}";
            yield return Entry(at < 0 ? EntryKind.Change : EntryKind.Mitigation, at, "gateway", $"{subject}: the server is taken out: {(own.Next(2) == 0 ? "its probes failed" : "connections to it failed")}", ("change", "health"), ("subject", subject), ("by", "gateway"), ("before", "available"), ("after", "out"));
            if (own.Next(2) == 0)
            {
                yield return Entry(EntryKind.Change, at + 40, "gateway", $"{subject}: the server is available again", ("change", "health"), ("subject", subject), ("by", "gateway"), ("before", "out"), ("after", "available"));
            }
        }
    }

    private IEnumerable<NewEntry> Hypotheses(string? cause, string pool)
    {
        int second = 5;
        foreach (string name in CausesKnown.Where(name => name != cause && random.Next(2) == 0))
        {
            bool wasOpened = random.Next(3) == 0;
            if (wasOpened)
            {
                yield return Entry(EntryKind.HypothesisOpened, second, "diagnosis", $"{name} was taken seriously as the cause", ("name", name));
            }

            yield return Entry(EntryKind.HypothesisRejected, second + 3, "diagnosis", $"{name} was ruled out", ("name", name), ("reason", Said(1 + random.Next(3))), ("opened", wasOpened ? "yes" : "no"));
            second++;
        }

        if (cause is not null)
        {
            (string Name, string Value)[] data = [("name", cause), ("claim", Said(1 + random.Next(3))), ("probability", "1.00"), ("pool", pool), ("for", $"{Said(2)}\n{Said(2)}"), ("against", "")];
            yield return Entry(EntryKind.CauseFound, 22, "diagnosis", $"the cause is {cause}", random.Next(2) == 0 ? data : [.. data, ("trigger", $"12 s before: first attempts to {pool} rose from 100 to 400/s"), ("triggerFamily", "Traffic")]);
        }
    }

    private IEnumerable<NewEntry> People()
    {
        string[] kinds = IsLargest ? [.. Enumerable.Repeat(new[] { nameof(NoteKind.WrongPath), nameof(NoteKind.Did) }, 10).SelectMany(kind => kind)] : [.. Enumerable.Range(0, random.Next(12)).Select(_ => ((NoteKind)random.Next(6)).ToString())];
        foreach ((string kind, int index) in kinds.Select((kind, index) => (kind, index)))
        {
            yield return Entry(EntryKind.Note, 23 + index, "shop engineer", Said(1 + random.Next(5)), ("note", kind));
        }

        for (int step = random.Next(3); step > 0; step--)
        {
            yield return Entry(EntryKind.Mitigation, 24 + step, "signal", $"gateway: configuration revision {step + 5}: {Said(2)}", ("change", "configuration"), ("subject", "gateway"), ("by", "people"), ("before", "a"), ("after", "b"));
        }
    }

    private IEnumerable<NewEntry> Outage(int number, int at, int length, string pool)
    {
        if (number > 1)
        {
            yield return Entry(EntryKind.Relapsed, at + 2, "detection", $"it is back, outage {number} of this incident: {Said(1)}", ("state", "declared"), ("onset", Number(Start + at)));
        }

        for (int from = 0; from < length; from += 30)
        {
            int last = Math.Min(from + 29, length);
            ImpactSum sum = new(Start + at + from, Start + at + last, 4000, random.Next(2000), 300, 400, 300, last - from + 1, 0, 0.9, Start + at + from, 100, 20) { OverShare = random.Next(3) * 150 };
            yield return new NewEntry(EntryKind.Impact, DateTimeOffset.FromUnixTimeSeconds(Start + at + last), "gateway", "75 % of the users hit") { Data = ImpactData.Write(sum, Start + at + from, Start + at + last), Sources = [$"series:pool:{pool}/failed"] };
        }

        yield return Entry(EntryKind.Cleared, at + length + 10, "detection", "all is well again");
    }

    /// <summary>So many things that somebody may say, each once.</summary>
    private string Said(int parts)
    {
        string[] left = [.. Parts.OrderBy(_ => random.Next(1000))];
        return string.Join(" and ", left.Take(IsLargest ? 4 : parts).Select(part => string.Format(CultureInfo.InvariantCulture, part, Names[random.Next(Names.Length)])));
    }

    private static NewEntry Entry(EntryKind kind, int after, string author, string text, params (string Name, string Value)[] data) =>
        new(kind, DateTimeOffset.FromUnixTimeSeconds(Start + after), author, text) { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
