using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>Connections to the servers take longer than usual to open.</summary>
internal sealed class ConnectShift() : SeasonalShift(spreadFloor: 0.3, bothSides: false)
{
    // Below a few milliseconds the processes' turns decide, not the network.
    private const double LeastSeconds = 0.005;

    public override string Name => "connect-shift";

    public override SignalFamily Family => SignalFamily.Connection;

    // Few things beside the network do this, and users feel it late.
    public override Consequence Consequence => Consequence.Suspects;

    public override string Describe(in Measurement measurement) =>
        $"the slowest of a hundred connections to {SubjectNames.InWords(measurement.Subject)} took {Items.Time(measurement.Value)} to open in one second; {Items.Time(measurement.Reference)} is usual";

    protected override double Read(SecondView view, SeriesSubject pool) => view.Value(pool, Signal.ConnectP99);

    protected override double Transform(double value) => Math.Log(Math.Max(value, LeastSeconds));

    protected override double Restore(double transformed) => Math.Exp(transformed);
}
