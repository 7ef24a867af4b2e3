namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Are servers back and slower than they were, or must connections be opened that were open before? Both make trouble last that is over.</summary>
internal sealed class ColdStart : IEvidenceSource
{
    private const double SlowerFrom = 1.5;
    private const double Slower = 3;
    private const double FewerConnections = 0.5;
    private const double LeastConnections = 8;
    private const double SlowerToOpen = 2;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        ServerSymptom[] cold = [.. situation.Symptoms.Where(symptom => symptom.WentOut && symptom.FirstByteRatio > SlowerFrom && situation.At(symptom.Server, Signal.Healthy, situation.Now) > 0.5)];
        if (cold.Length > 0)
        {
            double slower = cold.Max(symptom => symptom.FirstByteRatio);
            into.Add(situation, Sign.BackAndCold, SignalFamily.Saturation, cold[0].Server, nameof(Signal.FirstByteMedian), slower, 1, Items.Grade(slower, SlowerFrom, Slower), null,
                $"{Items.Names(cold.Select(symptom => symptom.Server))} {(cold.Length == 1 ? "is" : "are")} back and still {slower:0.0} times as slow as before");
        }

        Level open = situation.Of(situation.Pool, Signal.Connections);
        Level cap = situation.Of(situation.Pool, Signal.ConnectionCap);
        Level connect = situation.Of(situation.Pool, Signal.ConnectMedian);
        // A lower bound leaves fewer open, too, and nothing is cold then.
        if (open.Before >= LeastConnections && open.Ratio < FewerConnections && !(cap.Ratio < 1) && connect.Ratio >= SlowerToOpen)
        {
            into.Add(situation, Sign.ConnectionsCold, SignalFamily.Connection, situation.Pool, nameof(Signal.Connections), open.Now, open.Before, Items.Grade(open.Ratio, FewerConnections, FewerConnections / 2), null,
                $"{Items.Rate(open.Now)} connections are open, {Items.Rate(open.Before)} before, and opening one takes {Items.Time(connect.Now)} instead of {Items.Time(connect.Before)}");
        }
    }
}
