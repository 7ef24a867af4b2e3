namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>A pool that has servers and none of them is healthy.</summary>
internal sealed class NoHealthyServer : IDetector
{
    public string Name => "no-healthy-server";

    public DetectionLevel Level => DetectionLevel.Invariant;

    public SignalFamily Family => SignalFamily.Errors;

    public Consequence Consequence => Consequence.Pages;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            double healthy = view.Value(pool, Signal.Healthy);
            double all = view.Value(pool, Signal.ServersTotal);
            if (!double.IsNaN(healthy) && all > 0)
            {
                into.Add(new Measurement(pool, healthy == 0 ? 1 : 0, healthy, all, view.Second));
            }
        }
    }

    public string Describe(in Measurement measurement) => $"none of {measurement.Reference:0} servers of {SubjectNames.InWords(measurement.Subject)} is healthy";
}
