using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// What broke of itself, from each server's own series: a server is told apart by what the others of its pool did in the same second. What
/// load did to servers is no fault: the drill's servers do it again by themselves.
/// </summary>
/// <param name="coarseFrom">From here on each second holds the mean of ten or of sixty; null where all of them are seconds.</param>
internal sealed class FaultFinder(ReplaySeries series, IReadOnlyList<(ReplayServer Server, SeriesSubject Subject)> servers, TimeScale time, long? coarseFrom = null)
{
    private const int BeforeSeconds = 5;
    private const double ErrorsLeast = 0.1;

    // Two errors that are not one request's bad luck; in a mean of ten seconds two of them are this much a second.
    private const double ErrorRateLeast = 2;
    private const double ErrorRateLeastCoarse = 0.2;

    // One request in a second; one of ten seconds.
    private const double OneRequest = 1;
    private const double OneRequestCoarse = 0.1;
    private const int StepMaximum = 60;

    // A breath between two bad seconds is no recovery.
    private const int PauseMaximum = 6;
    private const int HeldLeast = 2;

    // A dead server refuses a few requests within a second and is out from then on.
    private const int OutLeast = 4;

    // The others that went with it are back within that time, and it has what it got meanwhile.
    private const int RushSeconds = 5;

    private readonly long from = time.Start - BeforeSeconds;
    private readonly int count = (int)(time.End - time.Start) + BeforeSeconds;

    /// <summary>Causes that break servers by load alone.</summary>
    public static bool IsByLoad(string? cause) => cause is "surge" or "one-client" or "imbalance" or "retry-storm" or "monitoring-load";

    /// <summary>How long the gateway waits for an answer to begin; null where its configuration does not say.</summary>
    public double? AnswerSeconds { get; init; }

    /// <param name="isByLoad">Load makes servers slow, silent and wrong; it does not end their processes.</param>
    public IReadOnlyList<ReplayFault> Find(bool isByLoad = false)
    {
        ServerColumns[] all = [.. servers.Select(server => new ServerColumns(series, server.Subject, from, count, time, BeforeSeconds))];
        return [.. servers.SelectMany((server, index) => Stretches(server.Server, all[index], [.. all.Where((_, other) => other != index)], isByLoad)).OrderBy(fault => fault.From)];
    }

    private IEnumerable<ReplayFault> Stretches(ReplayServer server, ServerColumns own, ServerColumns[] others, bool isByLoad)
    {
        // Last is of the fault's own kind, Bad of any.
        (ReplayFaultKind Kind, int From, int Last, int Bad, List<double> Sizes) open = (ReplayFaultKind.None, 0, 0, 0, []);
        int rushTo = -1;
        for (int second = 0; second <= count; second++)
        {
            (ReplayFaultKind kind, double size) = second >= count ? (ReplayFaultKind.None, 0) : isByLoad ? JudgeByLoad(own, second) : Judge(own, others, second);
            if (kind is ReplayFaultKind.Slow or ReplayFaultKind.Silent && second <= rushTo)
            {
                (kind, rushTo) = (ReplayFaultKind.None, second + 1);
            }

            bool isGone = open.Kind is ReplayFaultKind.Dead or ReplayFaultKind.Silent;
            // One that is dead or silent is out and asked for nothing: it is back when it answers again.
            bool isQuiet = open.Kind != ReplayFaultKind.None && !isGone && second - open.Bad > PauseMaximum;
            bool isOver = open.Kind != ReplayFaultKind.None && kind == ReplayFaultKind.None && (second == count || isQuiet || own.IsWell(second));
            if (isOver)
            {
                // It was back with its first answer, though it was not well yet: what it did until then is looked at for itself.
                int over = isGone ? BackAfter(own, open.Last, second) : second;
                if ((isGone ? open.Last : open.Bad) - open.From + 1 >= HeldLeast || over - open.From >= OutLeast)
                {
                    yield return FaultOf(server, own, open.Kind, (open.From, open.Last), over >= count ? null : from + over, open.Sizes);
                }

                rushTo = isGone && WasLeftToIt(others, over - 1) ? over + RushSeconds : rushTo;
                (second, open) = (over - 1, (ReplayFaultKind.None, 0, 0, 0, []));
                if (over >= count)
                {
                    yield break;
                }

                continue;
            }

            if (kind == ReplayFaultKind.None)
            {
                continue;
            }

            // It is what it was first: a dead server's last connections time out, a slow one's too.
            open = open.Kind == ReplayFaultKind.None ? (kind, second, second, second, [size]) : (open.Kind, open.From, kind == open.Kind ? second : open.Last, second, open.Sizes);
            if (kind == open.Kind)
            {
                open.Sizes.Add(size);
            }
        }
    }

    /// <summary>The first second in which it answered again, of those until it was well.</summary>
    private int BackAfter(ServerColumns own, int last, int well)
    {
        int back = last + 1;
        while (back < well && own.Good[back] < (IsCoarse(back) ? OneRequestCoarse : OneRequest))
        {
            back++;
        }

        return back;
    }

    /// <summary>No other answered then: all that is asked for of the pool falls upon the first that is back, and what that does to it the drill's server does by itself.</summary>
    private bool WasLeftToIt(ServerColumns[] others, int second) =>
        second < count && !Array.Exists(others, other => other.Good[second] >= (IsCoarse(second) ? OneRequestCoarse : OneRequest));

    /// <summary>Nobody listens at its address, and nothing was answered.</summary>
    private (ReplayFaultKind Kind, double Size) JudgeByLoad(ServerColumns own, int second) =>
        (own.NobodyThere[second] >= (IsCoarse(second) ? OneRequestCoarse : OneRequest) && own.Good[second] == 0 ? ReplayFaultKind.Dead : ReplayFaultKind.None, 0);

    private ReplayFault FaultOf(ReplayServer server, ServerColumns own, ReplayFaultKind kind, (int First, int Last) stretch, long? to, List<double> sizes)
    {
        // What is silent answers no probe: one that is let in again and times out again is so slow that no answer began in time.
        bool isSlow = kind == ReplayFaultKind.Silent && AnswerSeconds > 0 && Enumerable.Range(stretch.First + 1, stretch.Last - stretch.First).Any(second => own.IsOut[second - 1] && !own.IsOut[second]);
        double size = isSlow ? AnswerSeconds!.Value / own.Usual : sizes.Count == 0 ? 0 : ReplaySeries.Median(sizes);
        return new ReplayFault(server, isSlow ? ReplayFaultKind.Slow : kind, from + stretch.First, to, size);
    }

    private (ReplayFaultKind Kind, double Size) Judge(ServerColumns own, ServerColumns[] others, int second)
    {
        bool isCoarse = IsCoarse(second);
        double one = isCoarse ? OneRequestCoarse : OneRequest;
        bool othersAreWell = others.Any(other => other.IsWell(second));
        if (own.Refused[second] >= one && own.Good[second] < own.Refused[second] + one)
        {
            return (ReplayFaultKind.Dead, 0);
        }

        if (own.Good[second] == 0 && own.TimedOut[second] >= one && (othersAreWell || WasWellUntilThen(own, second)))
        {
            return (ReplayFaultKind.Silent, 0);
        }

        // The probes found it out before a request did: it is gone as the others are that went with it.
        if (own.IsOut[second] && own.Good[second] == 0 && WasWellUntilThen(own, second))
        {
            bool isSilent = others.Any(other => other.TimedOut[second] >= one && other.Refused[second] == 0) || FellSilent(own, second);
            return (isSilent ? ReplayFaultKind.Silent : ReplayFaultKind.Dead, 0);
        }

        if (SlowServer.IsSlow(own, others, second))
        {
            return (ReplayFaultKind.Slow, own.Slower(second));
        }

        double errors = own.Errors[second] / Math.Max(1, own.Good[second] + own.Errors[second]);
        return errors >= ErrorsLeast && own.Errors[second] >= (isCoarse ? ErrorRateLeastCoarse : ErrorRateLeast) ? (ReplayFaultKind.Failing, errors) : (ReplayFaultKind.None, 0);
    }

    /// <summary>Servers that drown become slow before they fall silent; a machine that stops takes servers along that were well.</summary>
    private bool WasWellUntilThen(ServerColumns own, int second)
    {
        int last = LastAnswered(own, second);
        // In its last second some were answered and some were not.
        return last >= 0 && (own.IsWell(last) || (StepBefore(own, last) is var before and >= 0 && own.IsWell(before)));
    }

    // What it was asked last timed out, where a dead one would have refused it.
    private static bool FellSilent(ServerColumns own, int second) =>
        LastAnswered(own, second) is var last and >= 0 && own.TimedOut[last] > own.Refused[last];

    private static int LastAnswered(ServerColumns own, int second)
    {
        int last = second;
        while (last >= 0 && own.Good[last] == 0)
        {
            last--;
        }

        return last;
    }

    private bool IsCoarse(int second) => coarseFrom is { } coarse && from + second >= coarse;

    // A mean stands in each of its seconds: the one before is where the value changes.
    private int StepBefore(ServerColumns own, int second)
    {
        int before = second - 1;
        while (IsCoarse(second) && before >= 0 && second - before < StepMaximum && own.IsSameAs(before, second))
        {
            before--;
        }

        return before;
    }
}
