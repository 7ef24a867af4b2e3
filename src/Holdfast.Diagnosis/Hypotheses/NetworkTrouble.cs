using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>Packets are lost between the gateway and its servers.</summary>
internal sealed class NetworkTrouble : Hypothesis
{
    // One in two seconds may be chance.
    private const double BrokenPerSecond = 0.5;

    public override CauseClass Class => CauseClass.Network;

    public override string Name => "network";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.ConnectsSlow] = Weight.Decisive,
        [Sign.ConnectsFail] = 14,
        [Sign.OneZoneHit] = 14,
        [Sign.FirstByteNormal] = Weight.Supports,
        [Sign.ProcessorsIdle] = Weight.Fits,
        [Sign.FirstAttemptsFlat] = 3,
        [Sign.FailuresWithoutServerErrors] = Weight.Fits,
        [Sign.AllServersHit] = 2,
        [Sign.NothingChanged] = 2,
        [Sign.ConnectsNormal] = Weight.Excludes,
        [Sign.FirstAttemptsUp] = Weight.Against,
        [Sign.ServerErrorsNew] = -10,
        [Sign.ConnectionsRefused] = -12,
        [Sign.FirstByteUpOnAll] = -4,
        [Sign.FewServersHit] = -4,
        [Sign.ConnectionsAtCap] = -4,
        [Sign.ServersTakeNoMore] = -15,
        [Sign.OneServerGetsMost] = Weight.Against,
        [Sign.ProbesTakeMuch] = Weight.Against,
        [Sign.AllServersDown] = -4,
        [Sign.GatewayStandsStill] = -15,
        [Sign.GatewayRefusesForItself] = Weight.Against,
    };

    public override string Test => "Connect to another port or another zone from this host: ss -ti shows retransmissions.";

    public override string RecoverySignature => "connections open as fast as before the moment the loss ends";

    // What was mended there only people can say, by an event.
    public override bool Helps(ChangeEvent change, Situation situation) =>
        change.MovesServers(situation.Pool) || (change.Kind is ChangeKind.Operator or ChangeKind.Other && change.Concerns(situation.Pool) && !change.Mentions("drained"));

    public override double Left(RecoveryWindow window) => RecoveryWindow.Larger(
        window.Mean(window.Situation.Pool, Signal.ConnectP99) / ConnectTrouble.SlowSeconds,
        window.IsKnown(Signal.FailedReset) ? window.PerSecond(window.Situation.Pool, Signal.FailedConnectTimeout, Signal.FailedReset) / BrokenPerSecond : double.NaN);

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"packets are lost on the way to {Where(items, pool)}: connections open late or break, while servers that are reached answer as before";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return new Mitigation("The gateway repeats what may be repeated on another server", IsTaken: true);
        yield return new Mitigation("Look at links, switches and firewalls between this host and those servers", "ss -ti");
        yield return new Mitigation("Send nothing new to the servers that are cut off, while the others can carry their part", $"holdfast drain {Mitigation.Quoted(pool.Name)} {Mitigation.Server}") { IsForCutOff = true };
    }

    private static string Where(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        Find(items, Sign.OneZoneHit) is { } zone ? $"part of pool {pool.Name} ({zone.Text})" : SubjectNames.InWords(pool);
}
