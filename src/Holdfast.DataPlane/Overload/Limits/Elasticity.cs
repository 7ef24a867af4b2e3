namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Whether more requests in flight bring more answers: the slope of ln(answers a second) over ln(in flight) in the last windows. Near 1 the
/// server has room, near 0 it is full, below 0 it collapses. The one signal that needs no idea of how fast a server ought to be.
/// Control loop only.
/// </summary>
internal sealed class Elasticity
{
    private const int Windows = 40;

    // Standard deviation of in flight of 7 %: below it the slope is noise.
    private const double LeastVariance = 0.005;
    private const int FewestWindows = 8;

    private readonly float[] inFlight = new float[Windows];
    private readonly float[] rate = new float[Windows];
    private int count;
    private int next;

    public void Add(double meanInFlight, double answersPerSecond)
    {
        if (meanInFlight <= 0 || answersPerSecond <= 0)
        {
            return;
        }

        inFlight[next] = (float)Math.Log(meanInFlight);
        rate[next] = (float)Math.Log(answersPerSecond);
        next = (next + 1) % Windows;
        count = Math.Min(count + 1, Windows);
    }

    public void Reset() => count = next = 0;

    /// <summary>False when in flight varied too little to say.</summary>
    public bool TryGet(out double slope)
    {
        slope = 0;
        if (count < FewestWindows)
        {
            return false;
        }

        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < count; i++)
        {
            meanX += inFlight[i];
            meanY += rate[i];
        }

        meanX /= count;
        meanY /= count;
        double variance = 0;
        double covariance = 0;
        for (int i = 0; i < count; i++)
        {
            double x = inFlight[i] - meanX;
            variance += x * x;
            covariance += x * (rate[i] - meanY);
        }

        slope = variance > 0 ? covariance / variance : 0;
        return variance / count > LeastVariance;
    }
}
