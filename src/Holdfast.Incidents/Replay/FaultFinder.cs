using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// What broke of itself, from each server's own series: a server is told apart by what the others of its pool did in the same second. What
/// load did to servers is no fault: the drill's servers do it again by themselves. Next: <see cref="ServerVerdict"/>.
/// </summary>
/// <param name="coarseFrom">From here on each second holds the mean of ten or of sixty; null where all of them are seconds.</param>
internal sealed class FaultFinder(ReplaySeries series, IReadOnlyList<(ReplayServer Server, SeriesSubject Subject)> servers, TimeScale time, long? coarseFrom = null)
{
    private const int BeforeSeconds = 5;

    private readonly long from = time.Start - BeforeSeconds;
    private readonly int count = (int)(time.End - time.Start) + BeforeSeconds;

    /// <summary>Causes that break servers by load alone.</summary>
    public static bool IsByLoad(string? cause) => cause is "surge" or "one-client" or "imbalance" or "retry-storm" or "monitoring-load";

    /// <summary>How long the gateway waits for an answer to begin; null where its configuration does not say.</summary>
    public double? AnswerSeconds { get; init; }

    /// <param name="isByLoad">Load makes servers slow, silent and wrong; it does not end their processes.</param>
    public IReadOnlyList<ReplayFault> Find(bool isByLoad = false)
    {
        ServerColumns[] all = [.. servers.Select(server => new ServerColumns(series, server.Subject, from, count, time, BeforeSeconds) { CoarseFrom = coarseFrom - from })];
        return [.. servers.SelectMany((server, index) => FaultsOf(server.Server, all[index], [.. all.Where((_, other) => other != index)], isByLoad)).OrderBy(fault => fault.From)];
    }

    private IEnumerable<ReplayFault> FaultsOf(ReplayServer server, ServerColumns own, ServerColumns[] others, bool isByLoad)
    {
        ServerVerdict[] verdicts = [.. Enumerable.Range(0, count).Select(second => isByLoad ? ServerVerdict.ByLoad(own, second) : ServerVerdict.Of(own, others, second))];
        for (FaultStretch? stretch = FaultStretch.Next(verdicts, own, 0); stretch is not null; stretch = FaultStretch.Next(verdicts, own, stretch.Over))
        {
            if (stretch.IsHeld)
            {
                yield return FaultOf(server, own, verdicts, stretch);
            }

            if (stretch.IsGone)
            {
                Excuse(verdicts, stretch.Over, ReturnRush.EndOf(own, others, stretch.Over));
            }
        }
    }

    private static void Excuse(ServerVerdict[] verdicts, int from, int to)
    {
        for (int second = from; second < to; second++)
        {
            verdicts[second] = verdicts[second].Kind is ReplayFaultKind.Slow or ReplayFaultKind.Silent ? ServerVerdict.Well : verdicts[second];
        }
    }

    private ReplayFault FaultOf(ReplayServer server, ServerColumns own, ServerVerdict[] verdicts, FaultStretch stretch)
    {
        // What is silent answers no probe: one that is let in again and times out again is so slow that no answer began in time.
        bool isSlow = stretch.Kind == ReplayFaultKind.Silent && AnswerSeconds > 0 && Enumerable.Range(stretch.First + 1, stretch.Last - stretch.First).Any(second => own.IsOut[second - 1] && !own.IsOut[second]);
        double size = isSlow ? AnswerSeconds!.Value / own.Usual
            : ReplaySeries.Median(verdicts[stretch.First..(stretch.Last + 1)].Where(verdict => verdict.Kind == stretch.Kind).Select(verdict => verdict.Size));
        return new ReplayFault(server, isSlow ? ReplayFaultKind.Slow : stretch.Kind, from + stretch.First, stretch.Over >= count ? null : from + stretch.Over, size);
    }
}
