namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>The healthy servers of a pool share its requests less evenly than usual, whatever their weights say: a wrong weight is a weight, too.</summary>
internal sealed class ImbalanceShift() : SeasonalShift(spreadFloor: 0.02, bothSides: false)
{
    private const double Smoothing = 0.2;
    private const double LeastRatePerServer = 1;

    private readonly PerSubject<Box> rates = new(() => new Box());

    public override string Name => "imbalance-shift";

    public override SignalFamily Family => SignalFamily.Distribution;

    public override string Describe(in Measurement measurement) =>
        $"the servers of {SubjectNames.InWords(measurement.Subject)} share its requests unevenly: {measurement.Value:0.00} on a scale from 0 to 1; {measurement.Reference:0.00} is usual";

    /// <summary>One minus Jain's index of the rates of the healthy servers.</summary>
    protected override double Read(SecondView view, SeriesSubject pool)
    {
        double sum = 0;
        double squares = 0;
        int healthy = 0;
        foreach (SeriesSubject server in view.ServersOf(pool))
        {
            Box rate = rates.Of(server, view.Second);
            rate.Value += Smoothing * (view.Count(server, Signal.Admitted) - rate.Value);
            if (view.Value(server, Signal.Healthy) != 0)
            {
                sum += rate.Value;
                squares += rate.Value * rate.Value;
                healthy++;
            }
        }

        return healthy > 1 && sum >= LeastRatePerServer * healthy ? 1 - (sum * sum / (healthy * squares)) : double.NaN;
    }

    private sealed class Box
    {
        public double Value { get; set; }
    }
}
