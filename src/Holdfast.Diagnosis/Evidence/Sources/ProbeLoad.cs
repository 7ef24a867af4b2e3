namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do the questions whether the service works keep it from working?</summary>
internal sealed class ProbeLoad : IEvidenceSource
{
    private const double MuchOfTheWork = 0.1;
    private const int FirstSeconds = 4;
    private const double UnknownCost = 0.5;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        SeriesSubject[] asked = Asked(situation);
        Level probes = Asked(situation, asked, Signal.Probes);
        Level seconds = Asked(situation, asked, Signal.ProbeSeconds);
        Level firstByte = situation.Of(situation.Pool, Signal.FirstByteMedian);
        Level admitted = situation.Of(situation.Pool, Signal.Admitted);
        if (!probes.IsKnown || !seconds.IsKnown || !(probes.Before > 0) || !(admitted.Before > 0))
        {
            return;
        }

        double dearer = Dearer(situation, probes, seconds, firstByte);
        double more = Items.Grade(probes.Ratio, 1.5, 3);
        // Beside what users' requests took before: in an outage they take nothing, and everything would be much beside that.
        double work = Math.Max(admitted.Before * firstByte.Before, firstByte.IsKnown ? admitted.Now * firstByte.Now : 0);
        // One that nobody answers any more is counted with no time, and took the servers no less than it did before.
        double taken = Math.Max(seconds.Now, probes.Now * seconds.Before / probes.Before);
        double share = taken / (taken + Math.Max(work, 1e-6));
        // Many more, and most are not answered: what they cost is not known, and that they are many more is somebody's doing.
        bool isUnknown = more >= 1 && 2 * situation.Of(asked, [Signal.ProbeFailures]).Now >= probes.Now;
        double quality = Math.Max(isUnknown ? UnknownCost : 0, Math.Max(dearer, more) * Items.Grade(share, MuchOfTheWork / 2, 2 * MuchOfTheWork));
        if (quality > 0.25)
        {
            // How often is asked follows the configuration and nothing else: more probes are never the effect of trouble, however late they are counted.
            long? left = situation.LeftAt(situation.Pool, [Signal.Probes]);
            long? onset = more >= dearer ? situation.SinceAtLatest(left) : Earlier(left, situation.LeftAt(situation.Pool, [Signal.ProbeSeconds]));
            into.Add(situation, Sign.ProbesTakeMuch, SignalFamily.Saturation, situation.Pool, nameof(Signal.ProbeSeconds), share, 0, quality, onset,
                $"probes take {Items.Share(share)} of the servers' time: {Items.Rate(probes.Now)} a second of {Items.Time(seconds.Now / Math.Max(probes.Now, 1e-9))} each, {Items.Rate(probes.Before)} of {Items.Time(seconds.Before / probes.Before)} before");
        }
        else if ((share < MuchOfTheWork / 2 && !isUnknown) || (probes.Ratio < 1.3 && dearer == 0))
        {
            into.Add(situation, Sign.ProbesTakeLittle, SignalFamily.Saturation, situation.Pool, nameof(Signal.ProbeSeconds), share, 0, 1, null,
                $"probes take {Items.Share(share)} of the servers' time, {Items.Rate(probes.Now)} a second after {Items.Rate(probes.Before)} before");
        }
    }

    // Once all are out they are asked more often: what was asked of them in the first seconds counts.
    private static Level Asked(Situation situation, SeriesSubject[] servers, Signal signal)
    {
        Level level = situation.Of(servers, [signal]);
        bool areOut = situation.Of(situation.Pool, Signal.ServersTotal).Now > 0 && situation.At(situation.Pool, Signal.Healthy, situation.Now) == 0;
        return areOut && situation.Mean(situation.Pool, signal, situation.Onset, situation.Onset + FirstSeconds) is >= 0 and double first ? level with { Now = first } : level;
    }

    // A server that is out is asked more often than before whether it is back, and a silent one keeps every probe waiting: both by its own doing, and at nobody's cost.
    private static SeriesSubject[] Asked(Situation situation)
    {
        ServerSymptom[] stopped = MostServers.Stopped(situation, [.. situation.Symptoms]);
        SeriesSubject[] well = [.. situation.Symptoms.Where(symptom => !symptom.IsGone && !stopped.Contains(symptom)).Select(symptom => symptom.Server)];
        return well.Length == 0 || well.Length == situation.Symptoms.Count ? [situation.Pool] : well;
    }

    // A probe waits behind requests as they do. What counts is how it compares with them, and that it did not before: now, or in the first
    // seconds when nobody is answered any more.
    private static double Dearer(Situation situation, Level probes, Level seconds, Level firstByte)
    {
        double before = seconds.Before / probes.Before / Math.Max(firstByte.Before, 1e-4);
        double now = firstByte.IsKnown && !AreCutShort(situation) ? seconds.Now / Math.Max(probes.Now, 1e-9) / Math.Max(firstByte.Now, 1e-4) : AtFirst(situation);
        return double.IsNaN(now) ? 0 : Items.Grade(now / Math.Max(before, 1e-3), 2.5, 6) * Items.Grade(now, 0.8, 1.8);
    }

    // When many leave before their answer, only quick answers are measured, and any probe looks slow beside them.
    private static bool AreCutShort(Situation situation) =>
        situation.Of(situation.Pool, Signal.ClientGone).Now >= 0.3 * situation.Of(situation.Pool, Signal.Admitted).Now;

    private static double AtFirst(Situation situation)
    {
        (long from, long to) = (situation.Onset, situation.Onset + FirstSeconds);
        double probe = situation.Sum(situation.Pool, [Signal.ProbeSeconds], from, to) / situation.Sum(situation.Pool, [Signal.Probes], from, to);
        return probe / situation.Mean(situation.Pool, Signal.FirstByteMedian, from, to);
    }

    private static long? Earlier(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}
