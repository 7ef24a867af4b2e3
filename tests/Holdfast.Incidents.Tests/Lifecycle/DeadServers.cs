using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Hypotheses;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>Servers of pool shop that are dead, as the diagnosis blames them and the gateway takes them out.</summary>
internal static class DeadServers
{
    public const string TakenOut = "the server is taken out: its probes failed";
    public const string Available = "the server is available again";

    /// <summary>What the diagnosis itself offers, so that its words cannot change alone: of several servers it names the first.</summary>
    public static Mitigation[] Offered(string first, string? putBack = null) =>
    [
        .. putBack is null ? Array.Empty<Mitigation>() : [new Mitigation("Put the configuration back as it was before the change that came right before", $"holdfast reload --to {putBack}")],
        .. new SickServer().Mitigations([Item(Sign.FewServersHit, first, Bench.Start, $"1 of 5 servers of pool shop suffers alone: {first}")], Bench.Pool),
    ];

    public static RankedCause Cause(long second, bool refuse, params string[] names)
    {
        string[] more = names[1..];
        string all = string.Join(", ", names);
        EvidenceItem few = Item(Sign.FewServersHit, names[0], second, $"{names.Length} of 5 servers of pool shop suffer alone: {all} (it turns everybody away at once)") with { Beside = more.Length == 0 ? null : string.Join(", ", more) };
        EvidenceItem refused = Item(Sign.ConnectionsRefused, names[0], second, $"{all} {(names.Length == 1 ? "refuses" : "refuse")} connections at once");
        WeighedItem[] evidence = refuse ? [new(few, 20), new(refused, 12)] : [new(few, 20)];
        string claim = more.Length == 0 ? $"server {names[0]} of pool shop is dead or sick, the other servers are not" : $"server {names[0]} of pool shop and {more.Length} more of 5 ({string.Join(", ", more)}) are dead or sick, the other servers are not";
        return new RankedCause(CauseClass.SickServer, "sick-server", 30, 0.99, claim, evidence, [], null);
    }

    public static EvidenceItem Change(long second, string text) => new(Sign.ConnectionLimitChanged, SignalFamily.Change, Bench.Pool, "", second, second, 0, 0, 1, second, text);

    public static void Out(Bench bench, params string[] names) => Health(bench, names, TakenOut, "available", "out");

    public static void Back(Bench bench, params string[] names) => Health(bench, names, Available, "out", "available");

    private static void Health(Bench bench, string[] names, string what, string before, string after)
    {
        foreach (string name in names)
        {
            bench.Changes.Add(ChangeKind.Health, new SeriesSubject(SubjectKind.Server, $"shop/{name}").ToString(), what, "gateway", before, after);
        }
    }

    private static EvidenceItem Item(Sign sign, string server, long second, string text) =>
        new(sign, SignalFamily.Distribution, new SeriesSubject(SubjectKind.Server, $"shop/{server}"), "servers", second - 5, second, 1, 5, 1, second - 5, text);
}
