namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>The requests come from another mix of clients than usual: fewer send more of them, or many more send one each.</summary>
internal sealed class ClientMixShift() : SeasonalShift(spreadFloor: 0.01, bothSides: true)
{
    private const double LeastRate = 10;

    public override string Name => "client-mix-shift";

    public override SignalFamily Family => SignalFamily.ClientMix;

    public override string Describe(in Measurement measurement) =>
        $"the entropy of the clients of {SubjectNames.InWords(measurement.Subject)} is {measurement.Value:0.00}; {measurement.Reference:0.00} is usual";

    protected override double Read(SecondView view, SeriesSubject pool) =>
        view.Offered(pool) >= LeastRate ? view.Value(pool, Signal.ClientEntropy) : double.NaN;
}
