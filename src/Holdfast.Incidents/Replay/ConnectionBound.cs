using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>How many connections a server took before new ones hung, as far as the series tell.</summary>
internal static class ConnectionBound
{
    private const int ConnectionsLeast = 8;
    private const int StayedSeconds = 5;

    /// <summary>0 where none hung.</summary>
    public static int Of(ReplaySeries series, IReadOnlyList<SeriesSubject> servers, long from, int count)
    {
        bool hung = servers.Any(server => series.Sum(server, from, count, Signal.FailedConnectTimeout).Sum() >= 1);
        double[][] open = [.. servers.Select(server => series.Read(server, Signal.Connections, from, count))];
        double most = open.SelectMany(values => values).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        // Those that hang while they are opened count as well, and come and go: what stays is what the servers took.
        double stayed = open.Max(values => Stayed(values));
        double bound = stayed >= ConnectionsLeast ? stayed : most;
        return hung && bound >= ConnectionsLeast ? (int)Math.Round(bound) : 0;
    }

    // The highest number that did not change for some seconds.
    private static double Stayed(double[] values)
    {
        (double highest, int since) = (0, 0);
        for (int second = 1; second < values.Length; second++)
        {
            since = values[second] == values[since] ? since : second;
            highest = second - since + 1 >= StayedSeconds ? Math.Max(highest, values[second]) : highest;
        }

        return highest;
    }
}
