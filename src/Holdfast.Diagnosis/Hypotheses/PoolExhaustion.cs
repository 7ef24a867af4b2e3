using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>All connections are taken while the servers have time.</summary>
internal sealed class PoolExhaustion : Hypothesis
{
    // One in two seconds may be chance.
    private const double WaitsPerSecond = 0.5;

    public override CauseClass Class => CauseClass.PoolExhaustion;

    public override string Name => "pool-exhaustion";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.ConnectionsAtCap] = Weight.Decisive,
        [Sign.ServersTakeNoMore] = Weight.Decisive,
        [Sign.FirstByteNormal] = 12,
        [Sign.ProcessorsIdle] = Weight.Supports,
        [Sign.ConnectionLimitChanged] = Weight.Decisive,
        [Sign.SharesAreEven] = Weight.Fits,
        [Sign.ConnectsNormal] = 3,
        [Sign.FailuresWithoutServerErrors] = Weight.Fits,
        [Sign.ConnectionsFree] = Weight.Excludes,
        [Sign.FirstByteUpOnFew] = Weight.Against,
        [Sign.FirstByteUpOnAll] = -6,
        [Sign.ServerErrorsNew] = Weight.Against,
        [Sign.ConnectsSlow] = Weight.Against,
        [Sign.ConnectsFail] = Weight.Against,
        [Sign.ConnectionsRefused] = Weight.Against,
        [Sign.ProcessorsBusy] = Weight.Against,
        [Sign.FirstAttemptsUp] = -2,
        [Sign.AllServersDown] = Weight.Against,
        [Sign.GatewayStandsStill] = Weight.Against,
        [Sign.GatewayRefusesForItself] = Weight.Against,
    };

    public override string Test => "Compare the wait for a connection with the processors of the servers: long waits and idle processors are exhaustion.";

    // More people, one of them, or a new version that gives no connection back.
    public override IReadOnlyList<Sign> SetOffBy { get; } = [Sign.FirstAttemptsUp, Sign.FewClientsDominate, Sign.FewClientsBesideCrowd, Sign.OnlyNewVersionFails, Sign.FirstByteUpOnFew];

    public override string RecoverySignature => "waits for a connection end at once when the cap is raised or the slow answers stop";

    public override bool Helps(ChangeEvent change, Situation situation) =>
        ChangesBefore.SignOf(change, situation) == Sign.ConnectionLimitChanged || (change.Kind == ChangeKind.Configuration && change.Mentions($"pools.{situation.Pool.Name}.limits"));

    public override double Left(RecoveryWindow window) =>
        window.IsKnown(Signal.ConnectionWaits) ? window.PerSecond(window.Situation.Pool, Signal.ConnectionWaits, Signal.FailedConnectTimeout) / WaitsPerSecond : double.NaN;

    public override string? Veto(IReadOnlyList<EvidenceItem> items) => Has(items, Sign.AllServersDown) ? "no server is left that could hold a connection" : null;

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        Find(items, Sign.ServersTakeNoMore) is { } full
            ? $"connections of {SubjectNames.InWords(pool)} ran out: its servers take {full.Value:0} each, all are open and new ones hang"
            : Has(items, Sign.ConnectionsAtCap)
            ? $"every connection to {SubjectNames.InWords(pool)} is in use and requests wait for one while the servers have time"
            : $"requests may wait for connections to {SubjectNames.InWords(pool)} while its servers have time";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return new Mitigation("The gateway bounds connections and lets requests wait no longer than their deadline", IsTaken: true);
        if (Find(items, Sign.ServersTakeNoMore) is { } full)
        {
            // What a server takes, less a tenth for those who connect to it beside this gateway, and two at least: one is kept for the probes.
            int most = (int)Math.Max(2, full.Value - Math.Max(2, Math.Ceiling(full.Value / 10)));
            yield return new Mitigation("Until the next restart: no more in flight at each server than it has connections for", $"holdfast limit {Mitigation.Quoted(pool.Name)} {Mitigation.Server} {most - 1}") { NeedsLimits = true };
            yield return new Mitigation($"For good: write below pool {pool.Name} in the gateway's file \"limits: {{ connections: {most} }}\", which is what a server takes less what others need, and apply it", "holdfast reload");
            yield break;
        }

        if (Has(items, Sign.ConnectionLimitChanged))
        {
            yield return new Mitigation("Take the change of the limit back", "holdfast reload") { PutsBack = true };
        }
        else if (Has(items, Sign.ConnectionsAtCap))
        {
            yield return new Mitigation($"If the servers can hold more: write below pool {pool.Name} in the gateway's file \"limits: {{ connections: {Mitigation.TwiceTheConnections} }}\", and apply it", "holdfast reload");
        }

        yield return new Mitigation("Find what holds the connections: routes whose answers take long after their first byte", "holdfast top");
    }
}
