using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>What broke it is over; the repeated attempts keep it broken.</summary>
internal sealed class RetryStorm : Hypothesis
{
    public override CauseClass Class => CauseClass.RetryStorm;

    public override string Name => "retry-storm";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.RetriesKeepItUp] = Weight.Decisive,
        [Sign.RetriesMany] = Weight.Supports,
        [Sign.MoreWorkThanBefore] = Weight.Supports,
        [Sign.AllServersHit] = 6,
        [Sign.WorkForNobody] = 6,
        [Sign.ServersStalledFirst] = Weight.Fits,
        [Sign.ProcessorsBusy] = Weight.Fits,
        [Sign.NobodyDominates] = Weight.Fits,
        [Sign.FirstByteUpOnAll] = Weight.Fits,
        [Sign.FailuresWithoutServerErrors] = 3,
        [Sign.ConnectsNormal] = 2,
        [Sign.NothingChanged] = 2,
        [Sign.RetriesFew] = Weight.Excludes,
        [Sign.FirstAttemptsUp] = -7,
        [Sign.LessWorkThanBefore] = -6,
        [Sign.ServerErrorsNew] = -10,
        [Sign.FewServersHit] = Weight.Against,
        [Sign.ConnectionsAtCap] = -6,
        [Sign.ServersTakeNoMore] = -6,
        [Sign.ClientsGrewWithTraffic] = -4,
        [Sign.ProbesTakeMuch] = -10,
        [Sign.VersionChanged] = -4,
        [Sign.ConnectsSlow] = -4,
        [Sign.GatewayStandsStill] = Weight.Against,
    };

    public override string Test => "Refuse all repeated attempts for five seconds: if it stays well afterwards, they were it.";

    // A stall, more people, servers that were gone: whatever made the first clients repeat.
    public override IReadOnlyList<Sign> SetOffBy { get; } =
    [
        Sign.ServersStalledFirst, Sign.FirstAttemptsUp, Sign.FewServersHit, Sign.AllServersDown, Sign.ServerAnswersNothing, Sign.ConnectionsRefused, Sign.ServerErrorsNew, Sign.ConnectsSlow,
        Sign.OneServerGetsMost, Sign.ProbesTakeMuch, Sign.FewClientsDominate, Sign.FewClientsBesideCrowd,
    ];

    public override string RecoverySignature => "it stays well after the repeated attempts were refused for some seconds, and not before";

    // Clients repeat for so long what was refused: the most attempts that patient ones make, with their pauses.
    public override int SettlesSeconds => 20;

    // While the limits are lowered much is refused: what counts is that it stays well when they are given back.
    public override bool Helps(ChangeEvent change, Situation situation) => change.Kind == ChangeKind.Limit && change.Concerns(situation.Pool) && change.Mentions("measured");

    public override double Left(RecoveryWindow window)
    {
        double retries = window.PerSecond(window.Situation.Pool, Signal.OfferedRetry);
        double all = retries + window.PerSecond(window.Situation.Pool, Signal.OfferedFirst);
        return window.IsKnown(Signal.OfferedRetry) && all > 0 ? retries / all / Retries.LeastShare : double.NaN;
    }

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"what broke {SubjectNames.InWords(pool)} is over, but repeated attempts alone keep its servers overloaded";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return SwitchesProtectionOn;
        yield return new Mitigation("The gateway repeats nothing itself while it refuses, and tells clients when to come back", IsTaken: true) { NeedsLimits = true };
        yield return new Mitigation("Lower the limits of the pool for some seconds, so that what is admitted is answered in time", $"holdfast limit {Mitigation.Quoted(pool.Name)} {Mitigation.Server} 2");
        yield return new Mitigation("Then give the limits back to what is measured", $"holdfast limit {Mitigation.Quoted(pool.Name)} {Mitigation.Server} auto");
    }
}
