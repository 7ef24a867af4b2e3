namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>A server that was healthy a minute ago is not. Users need not notice, which is what a gateway is for; operators want to know.</summary>
internal sealed class ServerOut : IDetector
{
    private const int Seconds = 60;

    // A server may die a few seconds after its gateway has started.
    private const int LeastSeconds = 3;

    private readonly PerSubject<Rolling> memories = new(() => new Rolling(Seconds));

    public string Name => "server-out";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Connection;

    public Consequence Consequence => Consequence.Suspects;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject server in view.Servers)
        {
            double healthy = view.Value(server, Signal.Healthy);
            if (double.IsNaN(healthy))
            {
                continue;
            }

            Rolling memory = memories.Of(server, view.Second);
            memory.Add(healthy);
            // Most of the last minute it was well: a server that is being started, or was taken out by hand long ago, says nothing.
            bool wasWell = memory.Count >= LeastSeconds && memory.Mean > 0.5;
            // Plain: that the gateway has taken it out is a decision that was weighed already, and no noisy second.
            into.Add(new Measurement(server, healthy < 1 && wasWell ? 1 : 0, healthy, memory.Mean, view.Second) { IsPlain = healthy < 1 && wasWell });
        }
    }

    public string Describe(in Measurement measurement) => $"{SubjectNames.InWords(measurement.Subject)} is out: it was healthy until now";
}
