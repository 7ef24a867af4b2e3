namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>
/// Servers begin to answer with another version. Nothing is wrong with that, and alone it leads to nothing; slowness or failures that begin
/// within seconds of it are looked at at once, though alone they would not be enough.
/// </summary>
internal sealed class VersionSwitched : IDetector
{
    // A suspicion needs two families within ten seconds, and hysteresis two of three seconds: so long it stands after the change.
    private const int StandsSeconds = 10;

    private readonly PerSubject<Rolling> memories = new(() => new Rolling(StandsSeconds));

    public string Name => "version-switched";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Change;

    public Consequence Consequence => Consequence.Supports;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            double changed = 0;
            foreach (SeriesSubject server in view.ServersOf(pool))
            {
                changed += view.Count(server, Signal.VersionChanged);
            }

            Rolling memory = memories.Of(pool, view.Second);
            memory.Add(changed);
            into.Add(new Measurement(pool, memory.Sum > 0 ? 1 : 0, memory.Sum, 0, view.Second));
        }
    }

    public string Describe(in Measurement measurement) => $"{measurement.Value:0} servers of {SubjectNames.InWords(measurement.Subject)} began to answer with another version";
}
