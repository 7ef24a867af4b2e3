using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>More of the traffic than usual is repeated attempts.</summary>
internal sealed class RetryShareShift() : SeasonalShift(spreadFloor: 0.02, bothSides: false)
{
    private const double LeastRate = 10;

    public override string Name => "retry-share-shift";

    public override SignalFamily Family => SignalFamily.Traffic;

    public override string Describe(in Measurement measurement) =>
        $"{Items.Share(measurement.Value)} of what {SubjectNames.InWords(measurement.Subject)} was asked in one second were repeated attempts; {Items.Share(measurement.Reference)} are usual";

    protected override double Read(SecondView view, SeriesSubject pool)
    {
        double offered = view.Offered(pool);
        return offered >= LeastRate ? view.Count(pool, Signal.OfferedRetry) / offered : double.NaN;
    }
}
