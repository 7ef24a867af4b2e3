using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>One client, or a few that belong together, asks for a multiple of everybody else.</summary>
internal sealed class OneClient : Hypothesis
{
    public override CauseClass Class => CauseClass.OneClient;

    public override string Name => "one-client";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.FewClientsDominate] = Weight.Decisive,
        [Sign.FewClientsBesideCrowd] = Weight.Decisive,
        [Sign.TrafficGrewWithoutClients] = 16,
        [Sign.OneRouteGrew] = 14,
        [Sign.HeldRouteGrew] = Weight.Supports,
        [Sign.HeldRouteCostsMore] = Weight.Against,
        [Sign.FirstAttemptsUp] = 12,
        [Sign.MoreWorkThanBefore] = Weight.Fits,
        [Sign.AllServersHit] = 2,
        [Sign.NobodyDominates] = Weight.Excludes,
        [Sign.ClientsGrewWithTraffic] = -15,
        [Sign.ClientsAskMoreAlike] = -15,
        [Sign.RestGrewToo] = -6,
        [Sign.FirstAttemptsFlat] = -12,
        [Sign.FirstAttemptsDown] = Weight.Excludes,
        [Sign.FewServersHit] = Weight.Against,
        [Sign.OneServerGetsMost] = Weight.Against,
        [Sign.ProbesTakeMuch] = Weight.Against,
        [Sign.AllServersDown] = Weight.Against,
        [Sign.GatewayStandsStill] = Weight.Against,
    };

    public override IReadOnlyList<Sign> ShownBeside { get; } = [Sign.FewClientsBesideCrowd];

    public override string Test => "Refuse the busiest client for five seconds and look at the rest.";

    public override string RecoverySignature => "everybody else is served as before once that client is held back";

    public override bool Helps(ChangeEvent change, Situation situation) =>
        (change.Kind is ChangeKind.Configuration or ChangeKind.Limit && (change.Mentions("rateLimits") || change.Mentions("protection.client")))
        || (change.Kind is ChangeKind.Operator && change.Mentions(" is bounded to "));

    // That the one is refused is what was wanted.
    public override double Left(RecoveryWindow window) => window.BadShare(Signal.ShedRateLimit, Signal.ShedFairShare) / PlainlyBad;

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"a few clients send most of what is new: {Find(items, Sign.FewClientsDominate, Sign.FewClientsBesideCrowd, Sign.TrafficGrewWithoutClients)?.Text ?? "see the busiest clients"}";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return SwitchesProtectionOn;
        yield return new Mitigation("The gateway gives every client its fair share and no more", IsTaken: true) { NeedsLimits = true };
        if (HoldsRoute(items) is { } held)
        {
            yield return held;
        }

        yield return new Mitigation("See who it is", "holdfast top");
        yield return new Mitigation("Bound the client that asks for most to what others leave it, for ten minutes", $"holdfast throttle {Mitigation.Client} --for 10m");
        yield return new Mitigation("For longer, write a rateLimits entry for the route it asks for, with a per: that is the same as protection.client (without per: it "
            + "bounds addresses, and everybody behind one with it), and apply the configuration", "holdfast reload");
    }
}
