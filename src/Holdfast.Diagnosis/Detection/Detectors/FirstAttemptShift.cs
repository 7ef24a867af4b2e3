namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>First attempts, more or fewer than hour and level explain.</summary>
internal sealed class FirstAttemptShift() : SeasonalShift(spreadFloor: 0.5, bothSides: true)
{
    public override string Name => "first-attempt-shift";

    public override SignalFamily Family => SignalFamily.Traffic;

    public override string Describe(in Measurement measurement) =>
        $"{measurement.Value:0} first attempts/s at {SubjectNames.InWords(measurement.Subject)}; {measurement.Reference:0} are usual now";

    protected override double Read(SecondView view, SeriesSubject pool) => view.Value(pool, Signal.OfferedFirst);

    // The root of a count that comes by chance has the same noise (a half) at every rate.
    protected override double Transform(double value) => Math.Sqrt(Math.Max(0, value));

    protected override double Restore(double transformed) => transformed * transformed;
}
