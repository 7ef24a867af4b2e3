namespace Holdfast.Diagnosis.Evidence;

/// <summary>
/// Does a server hold as many connections as it takes, so that every other one hangs? Its open ones stay, many more than usual and always as
/// many, while new ones do not open. Lost packets stop new connections at any number of open ones, and open ones as well. Keeps nothing.
/// </summary>
internal static class ConnectionBound
{
    private const int PlateauSeconds = 5;
    private const int Least = 8;
    private const double MoreThanUsual = 1.5;

    // Those that are being opened count as well, and come and go.
    private const double SteadyWithin = 0.15;
    private const int LeastHanging = 2;

    // Of usual: twice may be chance in a second of few answers.
    private const double SlowAnswers = 3;

    /// <summary>How many it takes; null where nothing says that it is full.</summary>
    public static double? Of(Situation situation, SeriesSubject server)
    {
        (long from, long to) = (Math.Max(situation.NowFrom, situation.Now - PlateauSeconds + 1), situation.Now);
        (double least, double most) = Range(situation, server, from, to);
        double usual = situation.Of(server, Signal.Connections).Before;
        bool isPlateau = least >= Least && least >= MoreThanUsual * usual && most - least <= Math.Max(1, SteadyWithin * most);
        // A number that the gateway keeps itself is no bound of the server's.
        double own = situation.At(server, Signal.ConnectionCap, situation.Now);
        return isPlateau && !(least >= own - 1) && NewOnesHang(situation, server, from, to) ? least : null;
    }

    /// <summary>It is full, or had as many as another server of its pool takes at most; one that is asked now and then fills up each time.</summary>
    public static bool IsReached(Situation situation, ServerSymptom symptom)
    {
        double bound = situation.Symptoms.Max(one => one.TakesAtMost) ?? double.PositiveInfinity;
        for (long second = situation.Onset; second <= situation.Now && bound < double.PositiveInfinity; second++)
        {
            if (situation.At(symptom.Server, Signal.Connections, second) >= bound)
            {
                return true;
            }
        }

        return symptom.TakesAtMost is not null;
    }

    // Requests wait for a connection, or nobody is sent there any more and its probes wait. A line that loses packets lets some through.
    private static bool NewOnesHang(Situation situation, SeriesSubject server, long from, long to)
    {
        if (situation.Sum(server, [Signal.FailedRefused], from, to) > 0 || SecondsThatOpened(situation, server, from, to) > 1)
        {
            return false;
        }

        return situation.Sum(server, [Signal.FailedConnectTimeout], from, to) >= LeastHanging
            || (situation.Mean(server, Signal.Healthy, from, to) < 0.5 && situation.Sum(server, [Signal.ProbeFailures], from, to) >= 1 && ProbesHungFirst(situation, server));
    }

    private static int SecondsThatOpened(Situation situation, SeriesSubject server, long from, long to)
    {
        int opened = 0;
        for (long second = from; second <= to; second++)
        {
            opened += double.IsNaN(situation.At(server, Signal.ConnectMedian, second)) ? 0 : 1;
        }

        return opened;
    }

    // A server that has too much to do fails its probes as well, keeps what is open, and is asked for nothing new. But its answers were slow before.
    private static bool ProbesHungFirst(Situation situation, SeriesSubject server)
    {
        double usual = situation.Of(server, Signal.FirstByteMedian).Before;
        double slowest = 0;
        for (long second = situation.Onset; second <= situation.Now; second++)
        {
            double median = situation.At(server, Signal.FirstByteMedian, second);
            slowest = double.IsNaN(median) ? slowest : Math.Max(slowest, median);
        }

        return !(slowest > SlowAnswers * usual) || situation.Sum(server, [Signal.FailedConnectTimeout], situation.Onset, situation.Now) >= LeastHanging;
    }

    private static (double Least, double Most) Range(Situation situation, SeriesSubject server, long from, long to)
    {
        (double least, double most) = (double.PositiveInfinity, 0);
        for (long second = from; second <= to; second++)
        {
            double open = situation.At(server, Signal.Connections, second);
            if (double.IsNaN(open) || to - from + 1 < PlateauSeconds)
            {
                return (0, 0);
            }

            (least, most) = (Math.Min(least, open), Math.Max(most, open));
        }

        return (least, most);
    }
}
