using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>All connections are taken while the servers have time.</summary>
internal sealed class PoolExhaustion : Hypothesis
{
    public override CauseClass Class => CauseClass.PoolExhaustion;

    public override string Name => "pool-exhaustion";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.ConnectionsAtCap] = Weight.Decisive,
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

    public override string RecoverySignature => "waits for a connection end at once when the cap is raised or the slow answers stop";

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"every connection to {SubjectNames.InWords(pool)} is in use and requests wait for one while the servers have time";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return new Mitigation("The gateway bounds connections and lets requests wait no longer than their deadline", IsTaken: true);
        yield return Has(items, Sign.ConnectionLimitChanged)
            ? new Mitigation("Take the change of the limit back and apply the configuration", "holdfast reload")
            : new Mitigation($"Raise limits.connections of pool {pool.Name} if the servers can hold more, and apply the configuration", "holdfast reload");
        yield return new Mitigation("Find what holds the connections: routes whose answers take long after their first byte", "holdfast top");
    }
}
