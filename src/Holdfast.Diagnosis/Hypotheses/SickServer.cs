using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>A server died, fell silent, became slow or answers errors, and the others did not; or all of a pool are down.</summary>
internal sealed class SickServer : Hypothesis
{
    // One of three may go, and the others have half as much again to do.
    private const int CarriedByMost = 3;

    public override CauseClass Class => CauseClass.SickServer;

    public override string Name => "sick-server";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.FewServersHit] = Weight.Decisive,
        [Sign.AllServersDown] = Weight.Decisive,
        [Sign.ConnectionsRefused] = 12,
        [Sign.ServerAnswersNothing] = Weight.Decisive,
        [Sign.FirstByteUpOnFew] = 12,
        [Sign.ServerErrorsOnFewServers] = 12,
        [Sign.FirstAttemptsFlat] = Weight.Fits,
        [Sign.SharesAreEven] = Weight.Fits,
        [Sign.ConnectsNormal] = 2,
        [Sign.FailuresWithoutServerErrors] = 2,
        [Sign.FirstAttemptsUp] = -6,
        [Sign.AllServersHit] = -12,
        [Sign.OneServerGetsMost] = Weight.Against,
        [Sign.VersionChanged] = Weight.Against,
        [Sign.OnlyNewVersionFails] = -20,
        [Sign.OneZoneHit] = -4,
        [Sign.ServerErrorsOnOneRoute] = -10,
        [Sign.RetriesKeepItUp] = Weight.Against,
        [Sign.FirstByteUpOnAll] = -4,
        [Sign.ConnectionsAtCap] = -4,
        [Sign.ServersTakeNoMore] = Weight.Against,
        [Sign.ProbesTakeMuch] = Weight.Against,
        [Sign.GatewayStandsStill] = Weight.Against,
        [Sign.GatewayRefusesForItself] = Weight.Against,
    };

    public override string Test => "Log in to that host, or probe it from a second place.";

    // It got what was meant for all, or more came than it could bear.
    public override IReadOnlyList<Sign> SetOffBy { get; } = [Sign.OneServerGetsMost, Sign.FirstAttemptsUp, Sign.FewClientsDominate, Sign.FewClientsBesideCrowd];

    public override string RecoverySignature => "failures end as soon as that server gets no requests; the others carry its part";

    // Not while another sick one is still in use, and not when too few are left to carry its part: they fail by that, and it was sick all the same.
    public override bool Helps(ChangeEvent change, Situation situation)
    {
        bool isPut = change.MovesServers(situation.Pool) || (change.Kind == ChangeKind.Weights && change.Concerns(situation.Pool))
            || situation.Servers.Any(server => server.Name == ChangeWords.NameOf(change) && IsOut(situation, server) && IsTakenOut(change, situation, server));
        SeriesSubject[] all = [.. situation.Servers.Where(server => situation.Of(server, Signal.WeightShare).Before != 0)];
        return isPut && CarriedByMost * all.Count(server => IsOut(situation, server)) <= all.Length
            && !situation.Symptoms.Any(symptom => !IsOut(situation, symptom.Server) && HitServers.IsHit(symptom, situation.Symptoms));
    }

    // Those that get nothing cannot fail: what they did until then counts, and what the others do since.
    public override double Left(RecoveryWindow window)
    {
        double failed = window.Situation.Servers.Where(window.GetsRequests).Sum(server => window.PerSecond(server, SignalGroups.Failed));
        return failed / Math.Max(1, window.PerSecond(window.Situation.Pool, Signal.OfferedFirst, Signal.OfferedRetry)) / PlainlyBad;
    }

    // The gateway takes out sick ones only. Operators drain well ones as well: that these are silent then says nothing.
    private static bool IsTakenOut(ChangeEvent change, Situation situation, SeriesSubject server) =>
        change.Kind == ChangeKind.Health ? change.After == "out" : change is { Kind: ChangeKind.Operator, After: "draining" } && HasFailed(situation, server, change.HappenedAt.ToUnixTimeSeconds() - 1);

    private static bool HasFailed(Situation situation, SeriesSubject server, long until) => situation.Sum(server, SignalGroups.Failed, situation.Onset, until)
        >= PlainlyBad * Math.Max(1, situation.Sum(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], situation.Onset, until));

    private static bool IsOut(Situation situation, SeriesSubject server) => !new RecoveryWindow(situation, situation.Now, situation.Now).GetsRequests(server);

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        Find(items, Sign.AllServersDown) is { } all ? all.Text
        : Find(items, Sign.FewServersHit) is { Baseline: 1 } ? $"{SubjectNames.InWords(Blamed(items, pool, Signs))} is dead or sick, and no other is in use"
        : Find(items, Sign.FewServersHit) is { Value: >= 2 } few ? $"{SubjectNames.InWords(Blamed(items, pool, Signs))} and {few.Value - 1:0} more of {few.Baseline:0}{(few.Beside is null ? "" : $" ({few.Beside})")} are dead or sick{Others(few)}"
        : Has(items, Sign.AllServersHit) && Find(items, Sign.ConnectionsRefused) is { } refused ? $"servers of {SubjectNames.InWords(pool)} are dead or sick: {refused.Text}"
        : $"{SubjectNames.InWords(Blamed(items, pool, Signs))} is dead or sick{Others(Find(items, Sign.FewServersHit))}";

    // Who is out already was judged when it went. Without having compared them nothing is said of the others.
    private static string Others(EvidenceItem? few) =>
        few is null ? ""
        : few is { OutBefore: null, AlsoOut: 0 } ? ", the other servers are not"
        : $"{(few.OutBefore is { } before ? $", {before} {(before.Contains(',', StringComparison.Ordinal) ? "were" : "was")} out before" : "")}{(few.AlsoOut == 0 ? "" : few.AlsoOut == 1 ? ", 1 other is out, too" : $", {few.AlsoOut} others are out, too")}";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        if (Has(items, Sign.AllServersDown))
        {
            yield return new Mitigation("The gateway answers 503 at once, asks the servers all the time, and uses each as soon as it answers", IsTaken: true);
            yield return new Mitigation("Start the servers, and look at what they share: host, power, storage, the program that starts them");
            yield return new Mitigation($"If they are gone for good, write other addresses into pool {pool.Name} and apply the configuration", "holdfast reload");
            yield break;
        }

        SeriesSubject server = Blamed(items, pool, Signs);
        yield return new Mitigation("The gateway sends it nothing while it fails, and brings it back step by step", IsTaken: true);
        if (server.Kind == SubjectKind.Server)
        {
            yield return new Mitigation("Keep it from work until it has been looked at", $"holdfast drain {Mitigation.Quoted(pool.Name)} {Mitigation.Quoted(SubjectNames.LastPart(server))}");
        }

        yield return new Mitigation("Replace it: write the new address into the configuration and apply it", "holdfast reload");
    }

    private static Sign[] Signs { get; } = [Sign.FewServersHit, Sign.ServerAnswersNothing, Sign.ConnectionsRefused, Sign.FirstByteUpOnFew, Sign.ServerErrorsOnFewServers];
}
