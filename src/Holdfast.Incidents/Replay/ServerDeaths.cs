using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Servers that died by the timeline: taken out because their connections ended, and back later. The series alone miss them where what they lost
/// was reset and not refused, and where load is blamed for what followed. Immutable.
/// </summary>
internal sealed class ServerDeaths
{
    // As a fault is looked for in the series.
    private const int BeforeSeconds = 5;

    // A server that is out for less was hardly missed.
    private const int OutLeast = 4;

    // Of the seconds in which it was out; a mean of ten seconds reaches over both ends.
    private const double AnsweringMost = 0.25;

    // Requests arrive unevenly, and what arrives last in a second is answered in the next.
    private const double AnsweredLeast = 0.9;
    private const int WellLeast = 4;

    // As the drill has it: a load that makes servers slow by itself is twice as much.
    private const double RisenBy = 1.5;
    private const double SlowerBy = 2;

    private readonly ReplaySeries series;
    private readonly IReadOnlyList<(ReplayServer Server, SeriesSubject Subject)> servers;
    private readonly TimeScale time;
    private readonly ReplayFault[] recorded;

    public ServerDeaths(Incident incident, ReplaySeries series, IReadOnlyList<(ReplayServer Server, SeriesSubject Subject)> servers, TimeScale time)
    {
        (this.series, this.servers, this.time) = (series, servers, time);
        recorded = [.. servers.SelectMany(server => Of(incident, server)).OrderBy(fault => fault.From)];
    }

    /// <summary>
    /// Until the first of them died every server was well, all that was asked for was answered, and no more was asked for later: what followed is
    /// its doing, whatever was blamed in the end.
    /// </summary>
    public bool CameFirst => recorded.Length > 0 && AllWasWellBefore(recorded[0].From) && !HasRisenAfter(recorded[0].From);

    /// <summary>With those that the series have not shown; in the second in which a server dies it may have answered, and it is the record that tells it.</summary>
    public IReadOnlyList<ReplayFault> And(IReadOnlyList<ReplayFault> faults) =>
    [
        .. faults.Select(Timed)
            .Concat(recorded.Where(death => !faults.Any(fault => fault.Server == death.Server && Overlap(fault, death))))
            .OrderBy(fault => fault.From),
    ];

    private ReplayFault Timed(ReplayFault fault) =>
        fault.Kind == ReplayFaultKind.Dead && Array.Find(recorded, death => death.Server == fault.Server && Overlap(fault, death)) is { } death
            ? fault with { From = Math.Min(fault.From, death.From) }
            : fault;

    private bool Overlap(ReplayFault one, ReplayFault other) => one.From <= (other.To ?? time.End) && other.From <= (one.To ?? time.End);

    private IEnumerable<ReplayFault> Of(Incident incident, (ReplayServer Server, SeriesSubject Subject) server)
    {
        TimelineEntry[] own = [.. incident.Entries.Where(entry => entry.Get("change") == "health" && entry.Get("subject") == server.Subject.ToString()).OrderBy(entry => entry.HappenedAt)];
        for (int index = 0; index < own.Length; index++)
        {
            long from = own[index].HappenedAt.ToUnixTimeSeconds();
            long? to = own.Skip(index + 1).FirstOrDefault(later => later.Get("after") == "available")?.HappenedAt.ToUnixTimeSeconds();
            to = to < time.End ? to : null;
            if (OutReasons.IsOfDeath(own[index].Text) && from >= time.Start - BeforeSeconds && from < time.End && (to ?? time.End) - from >= OutLeast && WasGone(server.Subject, from + 1, (to ?? time.End) - 1))
            {
                yield return new ReplayFault(server.Server, ReplayFaultKind.Dead, from, to, 0);
            }
        }
    }

    private bool WasGone(SeriesSubject server, long from, long to) =>
        series.Sum(server, from, (int)(to - from), Signal.Good).Count(good => good >= 1) <= AnsweringMost * (to - from);

    private bool AllWasWellBefore(long second)
    {
        long from = second - BeforeSeconds;
        double good = 0;
        foreach ((_, SeriesSubject server) in servers)
        {
            double usual = ReplaySeries.Median(series.Read(server, Signal.FirstByteMedian, time.From, (int)Math.Max(0, from - time.From)));
            double[] answered = series.Sum(server, from, BeforeSeconds, Signal.Good);
            double[] failed = series.Sum(server, from, BeforeSeconds, ServerEstimate.FailedSignals);
            double[] firstByte = series.Read(server, Signal.FirstByteMedian, from, BeforeSeconds);
            if (Enumerable.Range(0, BeforeSeconds).Count(index => failed[index] == 0 && !(firstByte[index] >= SlowerBy * usual)) < WellLeast)
            {
                return false;
            }

            good += answered.Sum();
        }

        return good > 0 && good >= AnsweredLeast * series.Offered(Pool, from, BeforeSeconds).Sum();
    }

    private bool HasRisenAfter(long second)
    {
        double before = Mean(second - BeforeSeconds);
        return Enumerable.Range(0, (int)Math.Max(0, (time.End - second) / BeforeSeconds)).Any(step => Mean(second + (step * BeforeSeconds)) > RisenBy * before);
    }

    // Whoever is refused asks again: repeats are the effect of a death, and no crowd.
    private double Mean(long from) => series.Sum(Pool, from, BeforeSeconds, Signal.OfferedFirst).Average();

    private SeriesSubject Pool => new(SubjectKind.Pool, servers[0].Subject.Name[..servers[0].Subject.Name.IndexOf('/')]);
}
