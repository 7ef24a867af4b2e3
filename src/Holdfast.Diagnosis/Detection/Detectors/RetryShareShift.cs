namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>More of the traffic than usual is repeated attempts.</summary>
internal sealed class RetryShareShift() : SeasonalShift(spreadFloor: 0.02, bothSides: false)
{
    private const double LeastRate = 10;

    public override string Name => "retry-share-shift";

    public override SignalFamily Family => SignalFamily.Traffic;

    public override string Describe(in Measurement measurement) =>
        $"{measurement.Value:P0} of what {SubjectNames.InWords(measurement.Subject)} is asked are repeated attempts; {measurement.Reference:P0} are usual";

    protected override double Read(SecondView view, SeriesSubject pool)
    {
        double offered = view.Offered(pool);
        return offered >= LeastRate ? view.Count(pool, Signal.OfferedRetry) / offered : double.NaN;
    }
}
