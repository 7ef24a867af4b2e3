using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Addresses that a change gave to servers and at which nobody answered: a slip of who wrote it, and no fault of a server. The drill makes the same change, to an
/// address at which nobody listens either.
/// </summary>
internal static class UnansweredAddresses
{
    // Of less nothing can be said: a probe has to have gone there.
    private const int SecondsLeast = 2;

    /// <summary>The changes, each with those of its servers marked. The second of a change has answers of before.</summary>
    /// <param name="revisions">Seconds in which configurations went live, those included that were done against it.</param>
    public static List<(long Second, ReplayConfiguration Configuration)> Marked(IEnumerable<(long Second, ReplayConfiguration Configuration)> changes, ReplayConfiguration old, ReplaySeries series, IReadOnlyList<long> revisions, TimeScale time)
    {
        HashSet<string> known = [.. old.Servers.Select(server => server.Address)];
        return [.. changes.Select(change =>
        {
            long until = revisions.Where(second => second > change.Second).Append(time.End).Min();
            return (change.Second, change.Configuration.WithUnanswered(server => !known.Contains(server.Address) && IsUnanswered(series, old.SubjectOf(server), change.Second + 1, (int)(until - change.Second - 1))));
        })];
    }

    /// <summary>That day's servers to which no address of a change led any more, until one did again.</summary>
    public static IReadOnlyList<ReplayFault> Faults(IReadOnlyList<(long Second, ReplayConfiguration Configuration)> changes, ReplayConfiguration old) =>
        [.. old.Servers.SelectMany(server => Faults(changes, server)).OrderBy(fault => fault.From)];

    /// <summary>What was recorded of a server while no address led to it is the change's doing.</summary>
    public static IReadOnlyList<ReplayFault> And(IReadOnlyList<ReplayFault> unreachable, IReadOnlyList<ReplayFault> faults) =>
        [.. unreachable.Concat(faults.Where(fault => !unreachable.Any(one => one.Server == fault.Server && fault.From >= one.From && !(fault.From >= one.To)))).OrderBy(fault => fault.From)];

    private static IEnumerable<ReplayFault> Faults(IReadOnlyList<(long Second, ReplayConfiguration Configuration)> changes, ReplayServer server)
    {
        long? from = null;
        foreach ((long second, ReplayConfiguration configuration) in changes)
        {
            bool isReached = configuration.Servers.Any(one => one.Recorded == server.Recorded && !one.IsUnanswered);
            if (from is { } since && isReached)
            {
                yield return new ReplayFault(server, ReplayFaultKind.Unreachable, since, second, 0);
                from = null;
            }
            else if (from is null && !isReached && configuration.HasUnanswered)
            {
                from = second;
            }
        }

        if (from is { } last)
        {
            yield return new ReplayFault(server, ReplayFaultKind.Unreachable, last, null, 0);
        }
    }

    /// <summary>Not where connections hung: such an address is no one that refuses them.</summary>
    private static bool IsUnanswered(ReplaySeries series, SeriesSubject server, long from, int count)
    {
        if (count < SecondsLeast || series.Sum(server, from, count, Signal.Good).Sum() >= 1)
        {
            return false;
        }

        double refused = series.Sum(server, from, count, Signal.FailedRefused, Signal.FailedReset).Sum();
        double silent = series.Sum(server, from, count, Signal.FailedConnectTimeout, Signal.FailedFirstByte, Signal.FailedTotalTime).Sum();
        return silent <= refused && (refused >= 1 || Array.Exists(series.Read(server, Signal.Healthy, from, count), healthy => healthy < 0.5));
    }
}
