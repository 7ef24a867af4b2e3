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
            yield return new Mitigation($"Bound limits.connections of pool {pool.Name} by what a server takes, less what probes and others need (below {full.Value:0}), and apply the configuration", "holdfast reload");
            yield break;
        }

        if (Has(items, Sign.ConnectionLimitChanged))
        {
            yield return new Mitigation("Take the change of the limit back", "holdfast reload") { PutsBack = true };
        }
        else if (Has(items, Sign.ConnectionsAtCap))
        {
            yield return new Mitigation($"Raise limits.connections of pool {pool.Name} if the servers can hold more, and apply the configuration", "holdfast reload");
        }

        yield return new Mitigation("Find what holds the connections: routes whose answers take long after their first byte", "holdfast top");
    }
}
