namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How long one server takes for its routes' work, 1 for what they take on an idle pool; for comparing it with its neighbours. Sees a server
/// that has become slow before a whole window of the limit's law is over. Control loop only.
/// </summary>
internal sealed class ServerPace
{
    // Of five answers the mean of exponential times is within a factor of two in nine of ten cases; less than that is no news.
    private const int FewestSamples = 5;
    private const double Gain = 0.5;

    // A server that nobody asks for fear of its slowness could never show that it is well again: it is believed a little more each tick.
    private const long SilentNanoseconds = 1_000_000_000;
    private const double Forgetting = 0.97;

    private SampleTotals before;
    private long heard;

    /// <summary>Time over expectation, as of the latest answers; 0 while nothing is known.</summary>
    public double Ratio { get; private set; }

    /// <summary>Takes in the sums of all workers, which only grow.</summary>
    public void Update(in SampleTotals sum, long now)
    {
        SampleTotals recent = sum.Since(before);
        if (recent.Timed >= FewestSamples && recent.ExpectedNanoseconds > 0)
        {
            double ratio = recent.TimeNanoseconds / (double)recent.ExpectedNanoseconds;
            Ratio = Ratio == 0 ? ratio : Ratio + (Gain * (ratio - Ratio));
            before = sum;
            heard = now;
        }
        else if (Ratio > 1 && now - heard > SilentNanoseconds)
        {
            Ratio = Math.Max(1, Ratio * Forgetting);
        }
    }

    /// <summary>Sets each server's <see cref="ServerState.Slowness"/> by the middle one of those that serve.</summary>
    public static void Compare(ReadOnlySpan<ServerControl> servers, Span<double> scratch)
    {
        int known = 0;
        foreach (ServerControl server in servers)
        {
            if (server.Server.Available && server.Pace.Ratio > 0)
            {
                scratch[known++] = server.Pace.Ratio;
            }
        }

        scratch[..known].Sort();
        // The lower middle: of two servers the quicker one is the measure.
        double middle = known == 0 ? 0 : scratch[(known - 1) / 2];
        foreach (ServerControl server in servers)
        {
            server.Server.Slowness = (float)SlownessOf(server.Pace.Ratio, middle);
        }
    }

    /// <summary>Below a factor of 1.5 it is chance or a slightly older machine, and shares stay as the weights say; above 32 it is as good as out.</summary>
    private static double SlownessOf(double ratio, double middle)
    {
        double slowness = middle > 0 ? ratio / middle : 1;
        return slowness < 1.5 ? 1 : Math.Min(slowness, 32);
    }
}
