using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Servers that say nothing because all of their connections are taken have no fault of their own: the drill's servers take no more either, and
/// fall silent by themselves. One that is dead has no connections left.
/// </summary>
internal static class FullServerFaults
{
    // It is full when it falls silent, and stays so.
    private const int LookSeconds = 8;
    private const int FullLeast = 4;

    /// <param name="bound">Connections that each of them takes; 0 when there is no bound.</param>
    public static IReadOnlyList<ReplayFault> Without(IReadOnlyList<ReplayFault> faults, ReplaySeries series, string pool, int bound) =>
        bound == 0 ? faults : [.. faults.Where(fault => fault.Kind == ReplayFaultKind.Failing || !WasFull(series, new SeriesSubject(SubjectKind.Server, $"{pool}/{fault.Server.Recorded}"), fault.From, bound))];

    private static bool WasFull(ReplaySeries series, SeriesSubject server, long from, int bound) =>
        series.Read(server, Signal.Connections, from, LookSeconds).Count(open => Math.Abs(open - bound) <= 1) >= FullLeast;
}
