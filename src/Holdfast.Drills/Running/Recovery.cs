using Holdfast.Drills.Load;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Running;

/// <summary>
/// How long until what is attainable is delivered again and stays so. In tenths of a second where they are known: every half second from
/// there on must be good. A single tenth holds too few requests to say anything.
/// </summary>
public static class Recovery
{
    private const int WindowTenths = 5;

    /// <summary>Seconds from the start of the phase; null when it never does.</summary>
    public static double? Seconds(RunData data, string phase)
    {
        if (data.Unit == CapacityUnit.Sessions || data.Classes.Any(static series => series.Tenths.Count == 0))
        {
            return Measures.Recovery(data, Measures.Of(data, phase));
        }

        int recorded = data.Classes.Select(static series => series.Tenths.Count).DefaultIfEmpty(0).Min();
        PhaseSpan span = data.Phases.FirstOrDefault(candidate => candidate.Name == phase) ?? new PhaseSpan("", 0, (double)recorded / LoadTenth.PerSecond);
        int from = (int)Math.Round(span.From * LoadTenth.PerSecond);
        int to = Math.Min(recorded, (int)Math.Round(span.To * LoadTenth.PerSecond));
        return FirstSettled(data, from, to) is { } settled ? (double)(settled - from) / LoadTenth.PerSecond : null;
    }

    private static int? FirstSettled(RunData data, int from, int to)
    {
        int goodSince = from;
        for (int tenth = from; tenth + WindowTenths <= to; tenth++)
        {
            if (!IsGood(data, tenth))
            {
                goodSince = tenth + 1;
            }
            else if (tenth - goodSince + WindowTenths >= Measures.SettledSeconds * LoadTenth.PerSecond)
            {
                return goodSince;
            }
        }

        // A phase that ends sooner: what there is of it was good.
        return goodSince + WindowTenths <= to ? goodSince : null;
    }

    private static bool IsGood(RunData data, int first)
    {
        LoadTenth sum = default;
        double capacity = 0;
        for (int tenth = first; tenth < first + WindowTenths; tenth++)
        {
            sum = data.Classes.Aggregate(sum, (total, series) => total + series.Tenths[tenth]);
            double at = (double)tenth / LoadTenth.PerSecond;
            capacity += data.Servers.Sum(server => server.CapacityIn(at, at + (1.0 / LoadTenth.PerSecond))) / LoadTenth.PerSecond;
        }

        return sum.Good >= Measures.GoodShare * Math.Min(capacity, sum.Intended);
    }
}
