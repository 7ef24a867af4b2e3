using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>Requests wait longer than usual for a server with room.</summary>
internal sealed class QueueWaitShift() : SeasonalShift(spreadFloor: 0.2, bothSides: false)
{
    // Waits below a few milliseconds are the loop's turns, not a queue.
    private const double LeastSeconds = 0.005;

    public override string Name => "queue-wait-shift";

    public override SignalFamily Family => SignalFamily.Saturation;

    public override string Describe(in Measurement measurement) =>
        $"the slowest of a hundred requests of one second waited {Items.Time(measurement.Value)} for a server of {SubjectNames.InWords(measurement.Subject)}; {Items.Time(measurement.Reference)} is usual";

    protected override double Read(SecondView view, SeriesSubject pool) => view.Value(pool, Signal.QueueWaitP99);

    protected override double Transform(double value) => Math.Log(Math.Max(value, LeastSeconds));

    protected override double Restore(double transformed) => Math.Exp(transformed);
}
