using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>More people come than the servers can serve.</summary>
internal sealed class Surge : Hypothesis
{
    public override CauseClass Class => CauseClass.Surge;

    public override string Name => "surge";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.FirstAttemptsUp] = Weight.Decisive,
        [Sign.FirstAttemptsPerhapsUp] = Weight.Supports,
        [Sign.ClientsGrewWithTraffic] = Weight.Decisive,
        [Sign.ClientsAskMoreAlike] = Weight.Supports,
        [Sign.RestGrewToo] = Weight.Decisive,
        [Sign.NobodyDominates] = Weight.Fits,
        [Sign.SharesAreEven] = Weight.Fits,
        [Sign.AllServersHit] = Weight.Fits,
        [Sign.MoreWorkThanBefore] = Weight.Supports,
        [Sign.FirstAttemptsFlat] = Weight.Excludes,
        [Sign.FirstAttemptsDown] = Weight.Excludes,
        [Sign.TrafficGrewWithoutClients] = -20,
        [Sign.FewClientsDominate] = -15,
        [Sign.FewClientsBesideCrowd] = -6,
        [Sign.OneRouteGrew] = -10,
        [Sign.HeldRouteGrew] = Weight.Fits,
        [Sign.HeldRouteCostsMore] = Weight.Against,
        [Sign.OneServerGetsMost] = Weight.Against,
        [Sign.FewServersHit] = Weight.Against,
        // More people stop no answers before they come.
        [Sign.ServersStalledFirst] = Weight.Against,
        [Sign.WeightsChanged] = -4,
        [Sign.VersionChanged] = -4,
        [Sign.ProbesTakeMuch] = Weight.Against,
        [Sign.ConnectionsAtCap] = Weight.Against,
        [Sign.ServersTakeNoMore] = Weight.Against,
        [Sign.AllServersDown] = -12,
        [Sign.GatewayStandsStill] = Weight.Against,
    };

    public override string Test => "Compare first attempts and clients with the same hour yesterday.";

    public override string RecoverySignature => "all classes are normal within seconds once fewer ask or servers were added";

    public override bool Helps(ChangeEvent change, Situation situation) => change.MovesServers(situation.Pool);

    public override double Left(RecoveryWindow window) => window.BadShare() / PlainlyBad;

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"more clients than usual ask, and {SubjectNames.InWords(pool)} cannot serve all of them";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return SwitchesProtectionOn;
        yield return ShedsByItself;
        if (HoldsRoute(items) is { } held)
        {
            yield return held;
        }

        yield return new Mitigation($"Add servers to pool {pool.Name} in the configuration and apply it", "holdfast reload");
        yield return new Mitigation("See which classes and clients are refused, and protect what must go on", "holdfast top");
    }
}
