using System.Globalization;

namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Once a request has its connection: does the server take longer than before?</summary>
internal sealed class FirstByte : IEvidenceSource
{
    // Of servers that answer nobody any more the last answers say nothing.
    private const int LatelySeconds = 2;

    // What is lost on the line is sent again, and late.
    private const double LineQuality = 0.3;
    private const double Slower = 1.6;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        ServerSymptom[] known = [.. situation.Symptoms.Where(symptom => !double.IsNaN(symptom.FirstByteRatio))];
        if (known.Length == 0)
        {
            return;
        }

        double typical = HitServers.Typical(known);
        Level pool = situation.Of(situation.Pool, Signal.FirstByteMedian);
        ServerSymptom worst = known.MaxBy(symptom => symptom.FirstByteRatio)!;
        long? onset = situation.LeftAt(situation.Pool, [Signal.FirstByteMedian]);
        if (typical >= Slower && HitServers.InUse(situation).Length > 1)
        {
            Add(situation, into, Sign.FirstByteUpOnAll, situation.Pool, pool, Items.Grade(typical, 1.4, 2.5), onset,
                pool.Ratio >= Slower ? $"all servers answer slower: the first byte comes after {Items.Time(pool.Now)}, {Items.Time(pool.Before)} before"
                    : string.Create(CultureInfo.InvariantCulture, $"all servers answer slower: half of them take {typical:0.0} times as long for the first byte, or longer"));
        }
        else if (worst.FirstByteRatio >= 2 && situation.Servers.Count > 1)
        {
            // Slow with more than it ever had to do, whoever sent it: that is no sick server.
            bool isHot = worst.Share >= 1.5 * worst.ShareBefore || worst.DoesMore;
            Add(situation, into, isHot ? Sign.FirstByteUpWhereHot : Sign.FirstByteUpOnFew, worst.Server, situation.Of(worst.Server, Signal.FirstByteMedian), Items.Grade(worst.FirstByteRatio, 1.6, 3) * (worst.IsLine ? LineQuality : 1),
                situation.LeftAt(worst.Server, [Signal.FirstByteMedian]), $"{SubjectNames.InWords(worst.Server)} takes {worst.FirstByteRatio:0.0} times as long for the first byte as before{(known.Length > 1 ? $", the others {typical:0.0} times" : "")}");
        }
        else if (worst.FirstByteRatio < 2 && !double.IsNaN(situation.Mean(situation.Pool, Signal.FirstByteMedian, situation.Now - LatelySeconds + 1, situation.Now)))
        {
            Add(situation, into, Sign.FirstByteNormal, situation.Pool, pool, Items.Grade(worst.FirstByteRatio, 1.9, 1.3), null,
                $"servers answer as fast as before once they have a request (first byte after {Items.Time(pool.Now)}, {Items.Time(pool.Before)} before)");
        }
    }

    private static void Add(Situation situation, List<EvidenceItem> into, Sign sign, SeriesSubject subject, Level level, double quality, long? onset, string text) =>
        into.Add(situation, sign, SignalFamily.Saturation, subject, nameof(Signal.FirstByteMedian), level.Now, level.Before, quality, onset, text);
}
