namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do the questions whether the service works keep it from working?</summary>
internal sealed class ProbeLoad : IEvidenceSource
{
    private const double MuchOfTheWork = 0.1;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level probes = situation.Of(situation.Pool, Signal.Probes);
        Level seconds = situation.Of(situation.Pool, Signal.ProbeSeconds);
        Level firstByte = situation.Of(situation.Pool, Signal.FirstByteMedian);
        Level admitted = situation.Of(situation.Pool, Signal.Admitted);
        if (!probes.IsKnown || !seconds.IsKnown || !(probes.Before > 0) || !(admitted.Before > 0))
        {
            return;
        }

        // A probe waits behind requests as they do. What counts is how it compares with them, and that it did not before.
        double dearNow = seconds.Now / Math.Max(probes.Now, 1e-9) / Math.Max(firstByte.IsKnown ? firstByte.Now : firstByte.Before, 1e-4);
        double dearBefore = seconds.Before / probes.Before / Math.Max(firstByte.Before, 1e-4);
        double dearer = Items.Grade(dearNow / Math.Max(dearBefore, 1e-3), 2.5, 6) * Items.Grade(dearNow, 0.8, 1.8);
        double more = Items.Grade(probes.Ratio, 1.5, 3);
        double share = seconds.Now / (seconds.Now + (Math.Max(admitted.Now, 1e-9) * (firstByte.IsKnown ? firstByte.Now : firstByte.Before)));
        double much = Items.Grade(share, MuchOfTheWork / 2, 2 * MuchOfTheWork);
        double quality = Math.Max(dearer, more) * much;
        if (quality > 0.25)
        {
            long? onset = Earlier(situation.LeftAt(situation.Pool, [Signal.Probes]), situation.LeftAt(situation.Pool, [Signal.ProbeSeconds]));
            into.Add(situation, Sign.ProbesTakeMuch, SignalFamily.Saturation, situation.Pool, nameof(Signal.ProbeSeconds), share, 0, quality, onset,
                $"probes take {Items.Share(share)} of the servers' time: {Items.Rate(probes.Now)} a second of {Items.Time(seconds.Now / Math.Max(probes.Now, 1e-9))} each, {Items.Rate(probes.Before)} of {Items.Time(seconds.Before / probes.Before)} before");
        }
        else if (share < MuchOfTheWork / 2 || (probes.Ratio < 1.3 && dearNow < 2 * dearBefore))
        {
            into.Add(situation, Sign.ProbesTakeLittle, SignalFamily.Saturation, situation.Pool, nameof(Signal.ProbeSeconds), share, 0, 1, null,
                $"probes take {Items.Share(share)} of the servers' time, {Items.Rate(probes.Now)} a second after {Items.Rate(probes.Before)} before");
        }
    }

    private static long? Earlier(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
