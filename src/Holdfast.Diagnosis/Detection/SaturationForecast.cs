namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// A pool's use of its limits rises in a straight line that meets the limit soon. Both the last half minute and the last five minutes
/// must say so, and more than 70 % must be in use: a line through noise meets everything. What the detectors have in common; each says how
/// soon is soon.
/// </summary>
internal abstract class SaturationForecast(string name, double horizonSeconds, Consequence consequence) : IDetector
{
    private const double LeastUse = 0.7;
    private const int Points = 30;
    private const int LongStepSeconds = 10;

    // The long line must have risen by this much over its five minutes, else it is the limit's own jitter.
    private const double LeastRise = 0.15;
    private const int HoldSeconds = 5;

    private readonly PerSubject<Memory> memories = new(() => new Memory());

    public string Name => name;

    public DetectionLevel Level => DetectionLevel.Forecast;

    public SignalFamily Family => SignalFamily.Saturation;

    public Consequence Consequence => consequence;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            double use = Math.Max(Ratio(view, pool, Signal.InFlight, Signal.Limit), Ratio(view, pool, Signal.Connections, Signal.ConnectionCap));
            Memory memory = memories.Of(pool, view.Second);
            memory.Add(use);
            double seconds = memory.SecondsLeft();
            memory.Held.Update(seconds <= horizonSeconds, view.Second);
            into.Add(new Measurement(pool, memory.Held.Severity(view.Second, HoldSeconds), memory.Use, seconds, memory.Held.Since));
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{SubjectNames.InWords(measurement.Subject)} uses {measurement.Value:P0} of its limit and reaches it in {measurement.Reference:0} s if it goes on like this";

    private static double Ratio(SecondView view, SeriesSubject pool, Signal part, Signal whole)
    {
        double limit = view.Count(pool, whole);
        return limit > 0 ? view.Count(pool, part) / limit : 0;
    }

    private sealed class Memory
    {
        private readonly Rolling seconds = new(Points);
        private readonly Rolling steps = new(Points);
        private double step;
        private int inStep;

        public HeldFor Held { get; } = new();

        /// <summary>Of the last five seconds.</summary>
        public double Use => (seconds.Back(0) + seconds.Back(1) + seconds.Back(2) + seconds.Back(3) + seconds.Back(4)) / 5;

        public void Add(double use)
        {
            seconds.Add(use);
            step += use;
            if (++inStep == LongStepSeconds)
            {
                steps.Add(step / LongStepSeconds);
                (step, inStep) = (0, 0);
            }
        }

        public double SecondsLeft()
        {
            if (!steps.IsFull || Use < LeastUse || Use >= 1)
            {
                return double.PositiveInfinity;
            }

            double slow = RobustSlope.Of(Values(steps)) / LongStepSeconds;
            if (slow * Points * LongStepSeconds < LeastRise)
            {
                return double.PositiveInfinity;
            }

            double slope = Math.Min(slow, RobustSlope.Of(Values(seconds)));
            return slope > 0 ? (1 - Use) / slope : double.PositiveInfinity;
        }

        private static double[] Values(Rolling rolling)
        {
            double[] values = new double[Points];
            for (int i = 0; i < Points; i++)
            {
                values[i] = rolling.Back(Points - 1 - i);
            }

            return values;
        }
    }
}
