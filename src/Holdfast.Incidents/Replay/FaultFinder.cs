using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// What broke of itself, from each server's own series: a server is told apart by what the others of its pool did in the same second. What
/// load did to servers is no fault: the drill's servers do it again by themselves.
/// </summary>
internal sealed class FaultFinder(ReplaySeries series, IReadOnlyList<(ReplayServer Server, SeriesSubject Subject)> servers, TimeScale time)
{
    private const int BeforeSeconds = 5;
    private const double SlowerLeast = 3;
    private const double ErrorsLeast = 0.1;

    // A breath between two bad seconds is no recovery.
    private const int PauseMaximum = 6;
    private const int HeldLeast = 2;

    // A dead server refuses a few requests within a second and is out from then on.
    private const int OutLeast = 4;

    private readonly long from = time.Start - BeforeSeconds;
    private readonly int count = (int)(time.End - time.Start) + BeforeSeconds;

    /// <summary>Causes that break servers by load alone.</summary>
    public static bool IsByLoad(string? cause) => cause is "surge" or "one-client" or "imbalance" or "retry-storm" or "monitoring-load";

    public IReadOnlyList<ReplayFault> Find()
    {
        Columns[] all = [.. servers.Select(server => new Columns(series, server.Subject, from, count, time))];
        return [.. servers.SelectMany((server, index) => Stretches(server.Server, all[index], [.. all.Where((_, other) => other != index)])).OrderBy(fault => fault.From)];
    }

    private IEnumerable<ReplayFault> Stretches(ReplayServer server, Columns own, Columns[] others)
    {
        (ReplayFaultKind Kind, int From, int Last, List<double> Sizes) open = (ReplayFaultKind.None, 0, 0, []);
        for (int second = 0; second <= count; second++)
        {
            (ReplayFaultKind kind, double size) = second < count ? Judge(own, others, second) : (ReplayFaultKind.None, 0);
            // One that is dead or silent is out and asked for nothing: it is back when it answers again.
            bool isQuiet = open.Kind is ReplayFaultKind.Slow or ReplayFaultKind.Failing && second - open.Last > PauseMaximum;
            bool isOver = open.Kind != ReplayFaultKind.None && kind == ReplayFaultKind.None && (second == count || isQuiet || own.IsWell(second));
            if (isOver)
            {
                if (open.Last - open.From + 1 >= HeldLeast || second - open.From >= OutLeast)
                {
                    yield return new ReplayFault(server, open.Kind, from + open.From, second >= count ? null : from + second, open.Sizes.Count == 0 ? 0 : ReplaySeries.Median(open.Sizes));
                }

                open = (ReplayFaultKind.None, 0, 0, []);
            }

            if (kind == ReplayFaultKind.None)
            {
                continue;
            }

            // It is what it was first: a dead server's last connections time out, a slow one's too.
            open = open.Kind == ReplayFaultKind.None ? (kind, second, second, [size]) : (open.Kind, open.From, second, open.Sizes);
            if (kind == open.Kind)
            {
                open.Sizes.Add(size);
            }
        }
    }

    private static (ReplayFaultKind Kind, double Size) Judge(Columns own, Columns[] others, int second)
    {
        bool othersAreWell = others.Any(other => other.IsWell(second));
        if (own.Refused[second] >= 1 && own.Good[second] < own.Refused[second] + 1)
        {
            return (ReplayFaultKind.Dead, 0);
        }

        if (own.Good[second] == 0 && own.TimedOut[second] >= 1 && (othersAreWell || WasWellUntilThen(own, second)))
        {
            return (ReplayFaultKind.Silent, 0);
        }

        // The probes found it out before a request did: it is gone as the others are that went with it.
        if (own.IsOut[second] && own.Good[second] == 0 && WasWellUntilThen(own, second))
        {
            return (others.Any(other => other.TimedOut[second] >= 1 && other.Refused[second] == 0) ? ReplayFaultKind.Silent : ReplayFaultKind.Dead, 0);
        }

        double slower = own.FirstByte[second] / own.Usual;
        double theirs = ReplaySeries.Median(others.Select(other => other.FirstByte[second] / other.Usual));
        if (slower >= SlowerLeast && (double.IsNaN(theirs) || slower >= 2 * theirs))
        {
            return (ReplayFaultKind.Slow, slower);
        }

        double errors = own.Errors[second] / Math.Max(1, own.Good[second] + own.Errors[second]);
        return errors >= ErrorsLeast && own.Errors[second] >= 2 ? (ReplayFaultKind.Failing, errors) : (ReplayFaultKind.None, 0);
    }

    /// <summary>Servers that drown become slow before they fall silent; a machine that stops takes servers along that were well.</summary>
    private static bool WasWellUntilThen(Columns own, int second)
    {
        int last = second;
        while (last >= 0 && own.Good[last] == 0)
        {
            last--;
        }

        // In its last second some were answered and some were not.
        return last >= 0 && (own.IsWell(last) || (last > 0 && own.IsWell(last - 1)));
    }

    private sealed class Columns
    {
        public Columns(ReplaySeries series, SeriesSubject server, long from, int count, TimeScale time)
        {
            Good = series.Sum(server, from, count, Signal.Good);
            Refused = series.Sum(server, from, count, Signal.FailedRefused, Signal.FailedReset, Signal.FailedMidBody);
            TimedOut = series.Sum(server, from, count, Signal.FailedFirstByte, Signal.FailedTotalTime, Signal.FailedConnectTimeout);
            Errors = series.Sum(server, from, count, Signal.FailedServerError);
            FirstByte = series.Read(server, Signal.FirstByteMedian, from, count);
            IsOut = [.. series.Read(server, Signal.Healthy, from, count).Select(healthy => healthy < 0.5)];
            Usual = Math.Max(0.001, ReplaySeries.Median(series.Read(server, Signal.FirstByteMedian, time.From, TimeScale.Lead - BeforeSeconds)));
        }

        public double[] Good { get; }

        public double[] Refused { get; }

        public double[] TimedOut { get; }

        public double[] Errors { get; }

        public double[] FirstByte { get; }

        /// <summary>The gateway sent it nothing; not where that was not recorded.</summary>
        public bool[] IsOut { get; }

        public double Usual { get; }

        public bool IsWell(int second) => second < Good.Length && Good[second] >= 1 && Refused[second] + TimedOut[second] + Errors[second] == 0 && !(FirstByte[second] >= 2 * Usual);
    }
}
