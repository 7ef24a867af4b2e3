using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>A configuration gives one server what was meant for all.</summary>
internal sealed class Imbalance : Hypothesis
{
    public override CauseClass Class => CauseClass.Imbalance;

    public override string Name => "imbalance";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.WeightsChanged] = Weight.Decisive,
        [Sign.OneServerGetsMost] = Weight.Decisive,
        [Sign.FirstByteUpWhereHot] = Weight.Supports,
        [Sign.FirstAttemptsFlat] = Weight.Fits,
        [Sign.SharesAreEven] = Weight.Excludes,
        [Sign.NothingChanged] = Weight.Against,
        [Sign.FirstAttemptsUp] = -6,
        [Sign.AllServersHit] = Weight.Against,
        [Sign.ConnectionsRefused] = -4,
        [Sign.ServerErrorsNew] = -4,
        [Sign.ProbesTakeMuch] = Weight.Against,
        [Sign.AllServersDown] = Weight.Against,
        [Sign.GatewayStandsStill] = Weight.Against,
        [Sign.GatewayRefusesForItself] = Weight.Against,
    };

    public override string Test => "Compare the share of every server with its weight and with its share before the last change.";

    public override string RecoverySignature => "shares are as before within seconds of the rollback";

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"a change of the configuration sends most requests of {SubjectNames.InWords(pool)} to {SubjectNames.InWords(Blamed(items, pool, Sign.OneServerGetsMost))} while others idle";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return new Mitigation("The limit of the one server holds: it is not crushed, the rest is refused politely", IsTaken: true) { NeedsLimits = true };
        yield return new Mitigation("Put the configuration back as it was before the change", "holdfast reload") { PutsBack = true };
    }
}
