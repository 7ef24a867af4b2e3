using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>Servers take longer than usual to begin their answers.</summary>
internal sealed class FirstByteShift() : SeasonalShift(spreadFloor: 0.05, bothSides: false)
{
    public override string Name => "first-byte-shift";

    public override SignalFamily Family => SignalFamily.Saturation;

    public override string Describe(in Measurement measurement) =>
        $"the servers of {SubjectNames.InWords(measurement.Subject)} began half of their answers of one second after {Items.Time(measurement.Value)}; {Items.Time(measurement.Reference)} is usual";

    protected override double Read(SecondView view, SeriesSubject pool) => view.Value(pool, Signal.FirstByteMedian);

    // Times are spread by factors, not by differences.
    protected override double Transform(double value) => Math.Log(Math.Max(value, 1e-4));

    protected override double Restore(double transformed) => Math.Exp(transformed);
}
