using Holdfast.Incidents.Lifecycle;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Where the trouble of a drill begins: when users were first hurt, or earlier, when that began which hurt them. A suspicion may have begun with a
/// hiccup that had passed by then: it belongs to the calm, and what is to be noticed in time is not counted from it.
/// </summary>
/// <param name="incident">Somebody was hurt, or would have been.</param>
/// <param name="time">From its first symptom on.</param>
internal sealed class OutageStart(Incident incident, ReplaySeries series, SeriesSubject pool, TimeScale time)
{
    // As the incident's own beginning has it: a breath between two bad seconds is no end.
    private const int PauseMaximum = 6;

    // As the drill counts detection: more than so many times the usual is a surge. In that second and over so many, which chance does not bring.
    private const double RisenBy = 1.2;
    private const int MeanSeconds = 5;

    /// <param name="faults">Of servers, from the first symptom on.</param>
    /// <param name="changes">Seconds in which configurations went live that gave servers other shares; they last.</param>
    public long Of(IReadOnlyList<ReplayFault> faults, IReadOnlyList<long> changes)
    {
        long harm = HarmOf(incident);
        if (harm <= time.Start)
        {
            return time.Start;
        }

        bool[] isRisen = Risen((int)(harm - time.Start));
        long first = harm;
        for (long second = harm - 1; second >= time.Start && first - second <= PauseMaximum + 1; second--)
        {
            bool isPart = isRisen[second - time.Start] || changes.Any(change => change <= second) || faults.Any(fault => fault.From <= second && !(fault.To <= second));
            first = isPart ? second : first;
        }

        return first;
    }

    /// <summary>Where nobody was hurt, the first symptom has to do.</summary>
    private static long HarmOf(Incident incident)
    {
        Outage first = incident.Outages[0];
        return (first.HarmFrom ?? first.ImpactStart ?? first.Onset).ToUnixTimeSeconds();
    }

    private bool[] Risen(int count)
    {
        double usual = ReplaySeries.Median(series.Offered(pool, time.From, TimeScale.Lead));
        double[] offered = series.Offered(pool, time.Start, count + MeanSeconds);
        return [.. Enumerable.Range(0, count).Select(second => usual > 0 && offered[second] > RisenBy * usual && offered.AsSpan(second, MeanSeconds).ToArray().Average() > RisenBy * usual)];
    }
}
