namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How long one server takes for its routes' work, 1 for what they take on an idle pool, and how much of it fails; for comparing it with its neighbours.
/// Sees a server that has become slow or fails before a whole window of the limit's law is over. Control loop only.
/// </summary>
internal sealed class ServerPace
{
    // Of five answers the mean of exponential times is within a factor of two in nine of ten cases; less than that is no news.
    private const int FewestSamples = 5;
    private const double Gain = 0.5;

    // A server that nobody asks for fear of its slowness could never show that it is well again: it is believed a little more each tick.
    private const long SilentNanoseconds = 1_000_000_000;
    private const double Forgetting = 0.97;

    // Of a tick a twentieth: what failed two seconds ago counts a third. And so many good answers are taken for granted, so that the first of few says
    // little, and a server that nobody asks for its failures is slowly believed again.
    private const double Kept = 0.95;
    private const double Granted = 10;

    // A tenth more than the middle server is no chance and no client's bad requests, which come to all. Such a server is asked as one that is five times
    // as slow: when the others are nearly full. With a weight of 10 one that fails 45 % still got 13 to 22 % of the requests.
    private const double NoticeableFailures = 0.1;
    private const double FailureWeight = 40;

    private const double MostRepelled = 32;

    private SampleTotals before;
    private long heard;
    private long countedFailures;
    private long countedEnds;
    private double failures;
    private double ends;

    /// <summary>Requests that it failed or refused lately, of those that came to an end.</summary>
    public double FailedShare { get; private set; }

    /// <summary>Time over expectation, as of the latest answers; 0 while nothing is known.</summary>
    public double Ratio { get; private set; }

    /// <summary>Takes in the sums of all workers, which only grow.</summary>
    /// <param name="leaversAreBelieved">By <see cref="Leavers"/>.</param>
    public void Update(in SampleTotals sum, bool leaversAreBelieved, long now)
    {
        NoteFailures(sum);
        SampleTotals recent = sum.Since(before).WithGivenUp(leaversAreBelieved);
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

    /// <summary>
    /// Sets each server's <see cref="ServerState.Slowness"/> and <see cref="ServerState.Failing"/> by the middle one of those that serve.
    /// </summary>
    public static void Compare(ReadOnlySpan<ServerControl> servers, Span<double> scratch)
    {
        double middle = Middle(servers, scratch, pace => pace.Ratio);
        // Those that never fail count, too.
        double usual = Middle(servers, scratch, pace => pace.FailedShare + double.Epsilon);
        foreach (ServerControl server in servers)
        {
            server.Server.Slowness = (float)SlownessOf(server.Pace.Ratio, middle);
            server.Server.Failing = (float)FailingOf(server.Pace.FailedShare - usual);
        }
    }

    /// <summary>The lower middle: of two servers the better one is the measure. 0 where nothing is known.</summary>
    private static double Middle(ReadOnlySpan<ServerControl> servers, Span<double> scratch, Func<ServerPace, double> figure)
    {
        int known = 0;
        foreach (ServerControl server in servers)
        {
            double value = figure(server.Pace);
            if (server.Server.Available && value > 0)
            {
                scratch[known++] = value;
            }
        }

        scratch[..known].Sort();
        return known == 0 ? 0 : scratch[(known - 1) / 2];
    }

    private void NoteFailures(in SampleTotals sum)
    {
        long failed = sum.Failures + sum.Drops;
        failures = (Kept * failures) + failed - countedFailures;
        ends = (Kept * ends) + sum.Ended - countedEnds;
        (countedFailures, countedEnds) = (failed, sum.Ended);
        FailedShare = failures / (ends + Granted);
    }

    private static double FailingOf(double more) => more < NoticeableFailures ? 1 : Math.Min(1 + (FailureWeight * more), MostRepelled);

    /// <summary>Below a factor of 1.5 it is chance or a slightly older machine, and shares stay as the weights say; above 32 it is as good as out.</summary>
    private static double SlownessOf(double ratio, double middle)
    {
        double slowness = middle > 0 ? ratio / middle : 1;
        return slowness < 1.5 ? 1 : Math.Min(slowness, MostRepelled);
    }
}
