namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The windows since a server was found too full: did fewer requests in flight cost answers? Where they did not, the brake was right. Where
/// the answers fell with them, the server was not too full but has become slower by itself, and braking on would only make it
/// serve less. The slope of ln(answers a second) over ln(in flight), with its own scatter. Control loop only.
/// </summary>
internal sealed class BrakeEpisode
{
    private const int Most = 24;
    private const int FewestWindows = 4;

    // In flight must have changed by so much, as a natural logarithm: by 1.5 times.
    private const double LeastRange = 0.4;

    private const double Elastic = 0.5;

    // In standard deviations. Every brake asks this question: at one deviation a tenth of them are called vain by chance (simulated).
    private const double Sure = 1.5;

    private readonly double[] inFlight = new double[Most];
    private readonly double[] rate = new double[Most];
    private readonly double[] weight = new double[Most];
    private int count;
    private int seen;

    public bool IsOn => seen > 0;

    public void End() => count = seen = 0;

    public void Add(in LimitWindow window)
    {
        // The first window is half of it from before whatever happened.
        seen++;
        if (seen == 1 || count == Most || window.Samples.Answers == 0 || window.InFlight <= 0)
        {
            return;
        }

        inFlight[count] = Math.Log(window.InFlight);
        rate[count] = Math.Log(window.AnswersPerSecond);
        weight[count] = window.Samples.Answers;
        count++;
    }

    /// <summary>True where fewer in flight brought fewer answers, by more than chance.</summary>
    public bool WasInVain()
    {
        if (count < FewestWindows)
        {
            return false;
        }

        double sum = 0;
        double meanX = 0;
        double meanY = 0;
        double least = double.MaxValue;
        double most = double.MinValue;
        for (int i = 0; i < count; i++)
        {
            sum += weight[i];
            meanX += weight[i] * inFlight[i];
            meanY += weight[i] * rate[i];
            least = Math.Min(least, inFlight[i]);
            most = Math.Max(most, inFlight[i]);
        }

        if (most - least < LeastRange)
        {
            return false;
        }

        meanX /= sum;
        meanY /= sum;
        double spread = 0;
        double together = 0;
        for (int i = 0; i < count; i++)
        {
            double x = inFlight[i] - meanX;
            spread += weight[i] * x * x;
            together += weight[i] * x * (rate[i] - meanY);
        }

        // The logarithm of n answers has a variance of 1/n.
        return (together / spread) - (Sure / Math.Sqrt(spread)) > Elastic;
    }
}
