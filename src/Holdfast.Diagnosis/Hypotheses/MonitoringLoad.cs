using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>Those who ask whether the service works keep it from working.</summary>
internal sealed class MonitoringLoad : Hypothesis
{
    public override CauseClass Class => CauseClass.MonitoringLoad;

    public override string Name => "monitoring-load";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.ProbesTakeMuch] = Weight.Decisive,
        [Sign.ProbesChanged] = 14,
        [Sign.FirstAttemptsFlat] = 3,
        [Sign.AllServersHit] = 2,
        [Sign.FirstByteUpOnAll] = 2,
        [Sign.ProbesTakeLittle] = Weight.Excludes,
        [Sign.FirstAttemptsUp] = Weight.Against,
        [Sign.VersionChanged] = -4,
        [Sign.FewClientsDominate] = -4,
        [Sign.FewClientsBesideCrowd] = -4,
        [Sign.ServerErrorsNew] = -4,
        [Sign.ConnectsSlow] = -4,
        // Probes that wait for a connection take none of the servers' time.
        [Sign.ServersTakeNoMore] = -15,
        [Sign.OneServerGetsMost] = Weight.Against,
        [Sign.AllServersDown] = -4,
        [Sign.GatewayStandsStill] = Weight.Against,
        [Sign.GatewayRefusesForItself] = Weight.Against,
    };

    public override string Test => "Probe one server from a second place while the monitors pause.";

    public override string RecoverySignature => "users are served as before as soon as the probes slow down";

    // Probes that were under way, and one interval of the old ones.
    public override int SettlesSeconds => 15;

    public override bool Helps(ChangeEvent change, Situation situation) => ChangesBefore.SignOf(change, situation) == Sign.ProbesChanged;

    public override double Left(RecoveryWindow window) => RecoveryWindow.Larger(window.BadShare() / PlainlyBad, window.Slower);

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"probes take so much of {SubjectNames.InWords(pool)} that its users wait";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return new Mitigation($"Ask less often: write below pool {pool.Name} in the gateway's file \"health: {{ interval: 30s }}\" beside the path that is there, or the path of a page that costs nothing, and apply it", "holdfast reload");
        yield return new Mitigation("Stop the monitors that were added or made faster last");
    }
}
