using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>A configuration gives one server what was meant for all.</summary>
internal sealed class Imbalance : Hypothesis
{
    // Of all requests: less is a server that comes back.
    private const double PlainlyMore = 0.15;

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

    public override bool Helps(ChangeEvent change, Situation situation) => ChangesBefore.SignOf(change, situation) == Sign.WeightsChanged;

    // Of those that are in use: what is promised to one that is out goes to the others by nobody's doing.
    public override double Left(RecoveryWindow window)
    {
        SeriesSubject[] used = [.. window.Situation.Servers.Where(window.IsInUse)];
        Signal signal = Array.Exists(used, server => window.Mean(server, Signal.WeightShare) >= 0) ? Signal.WeightShare : Signal.Share;
        double usual = used.Sum(server => Known(window.Situation.Of(server, signal).Before));
        double now = used.Sum(server => Known(window.Mean(server, signal)));
        return usual > 0 && now > 0 ? used.Max(server => (Known(window.Mean(server, signal)) / now) - (Known(window.Situation.Of(server, signal).Before) / usual)) / PlainlyMore : double.NaN;
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"a change of the configuration sends most requests of {SubjectNames.InWords(pool)} to {SubjectNames.InWords(Blamed(items, pool, Sign.OneServerGetsMost))} while others idle";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return new Mitigation("The limit of the one server holds: it is not crushed, the rest is refused politely", IsTaken: true) { NeedsLimits = true };
        yield return new Mitigation("Put the configuration back as it was before the change", "holdfast reload") { PutsBack = true };
    }
}
