namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// The value that a stationary signal passes once in a million seconds, from the shape of its tail (peaks over threshold, fitted by
/// moments). The moving average is taken off before, so that a slow drift is not a tail.
/// </summary>
internal sealed class TailThreshold
{
    // Once in eleven days for each signal; it supports and never pages.
    private const double Chance = 1e-6;
    private const int FirstSeconds = 1200;
    private const int AverageSeconds = 60;
    private const double PeakQuantile = 0.98;
    private const int PeaksKept = 500;

    private readonly Rolling average = new(AverageSeconds);
    private readonly Rolling peaks = new(PeaksKept);
    private readonly Rolling squares = new(PeaksKept);
    private List<double>? first = new(FirstSeconds);
    private double peakFrom;
    private double peakShare = 1 - PeakQuantile;

    /// <summary>NaN until it is known.</summary>
    public double Limit { get; private set; } = double.NaN;

    /// <summary>How far above its moving average the value is, as a share of the limit; 0 while the limit is not known.</summary>
    public double Add(double value)
    {
        double deviation = average.Count == 0 ? 0 : value - average.Mean;
        double share = double.IsNaN(Limit) ? 0 : Math.Max(0, deviation / Limit);
        if (share < 1)
        {
            average.Add(value);
            Learn(deviation);
        }

        return share;
    }

    private void Learn(double deviation)
    {
        if (first is not null)
        {
            first.Add(deviation);
            if (first.Count == FirstSeconds)
            {
                Begin(first);
                first = null;
            }
        }
        else
        {
            bool isPeak = deviation > peakFrom;
            peakShare += ((isPeak ? 1 : 0) - peakShare) / (10.0 * FirstSeconds);
            if (isPeak)
            {
                AddPeak(deviation - peakFrom);
                Fit();
            }
        }
    }

    private void Begin(List<double> values)
    {
        values.Sort();
        peakFrom = values[(int)(values.Count * PeakQuantile)];
        foreach (double value in values.Where(value => value > peakFrom))
        {
            AddPeak(value - peakFrom);
        }

        Fit();
    }

    private void AddPeak(double excess)
    {
        peaks.Add(excess);
        squares.Add(excess * excess);
    }

    private void Fit()
    {
        double mean = peaks.Mean;
        double variance = squares.Mean - (mean * mean);
        if (peaks.Count < 10 || variance <= 0 || mean <= 0)
        {
            return;
        }

        // Generalised Pareto by moments. The shape is kept in the range in which its variance exists.
        double shape = Math.Clamp(0.5 * (1 - (mean * mean / variance)), -0.4, 0.4);
        double scale = mean * (1 - shape);
        double ratio = Chance / peakShare;
        double beyond = Math.Abs(shape) < 1e-3 ? -scale * Math.Log(ratio) : scale / shape * (Math.Pow(ratio, -shape) - 1);
        Limit = Math.Max(peakFrom + beyond, double.Epsilon);
    }
}
