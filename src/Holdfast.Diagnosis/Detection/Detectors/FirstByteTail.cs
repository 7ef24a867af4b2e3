using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>The slowest answers of a second are slower than this pool's tail has them once in a million seconds.</summary>
internal sealed class FirstByteTail : IDetector
{
    private readonly PerSubject<TailThreshold> memories = new(() => new TailThreshold());

    public string Name => "first-byte-tail";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Saturation;

    public Consequence Consequence => Consequence.Supports;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            double value = view.Value(pool, Signal.FirstByteP99);
            if (!double.IsNaN(value))
            {
                TailThreshold memory = memories.Of(pool, view.Second);
                into.Add(new Measurement(pool, memory.Add(value), value, memory.Limit, view.Second));
            }
        }
    }

    public string Describe(in Measurement measurement) =>
        $"the slowest of a hundred answers of {SubjectNames.InWords(measurement.Subject)} in one second began after {Items.Time(measurement.Value)}, more than {Items.Time(measurement.Reference)} above their average";
}
