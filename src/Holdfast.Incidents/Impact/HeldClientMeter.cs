using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Impact;

/// <summary>
/// Whose the requests were that a pool refused because their client asked for more than its share. How many they were is the pool's count of each second; how they are divided
/// between clients follows from the clients' own figures, which fade over ten seconds and are proportions only. Reads only; no state.
/// </summary>
internal static class HeldClientMeter
{
    // A second in which a client had less than one is that of a figure that fades.
    private const double LeastRefused = 1;

    /// <param name="overShare">By second, from <paramref name="from"/> on: what the pool refused for it in seconds that count; 0 in others.</param>
    /// <param name="busiest">By second: requests of the client that asked for most.</param>
    /// <returns>Null where nobody was refused for it, or nothing tells who.</returns>
    public static HeldClient? Of(ISeriesReader series, SeriesSubject pool, double[] overShare, double[] busiest, long from)
    {
        if (!Array.Exists(overShare, refused => refused >= LeastRefused))
        {
            return null;
        }

        // A client's figures are those of all pools.
        bool[] isAmbiguous = OthersRefuse(series, pool, from, overShare.Length);
        (string Name, double[] Refused)[] clients = [.. series.Subjects(SubjectKind.Client).Select(client => (client.Name, Read(series, client, from, overShare.Length)))];
        double[] all = new double[overShare.Length];
        foreach ((_, double[] refused) in clients)
        {
            for (int index = 0; index < all.Length; index++)
            {
                all[index] += refused[index];
            }
        }

        HeldClient? most = null;
        foreach ((string name, double[] refused) in clients)
        {
            double[] own = [.. refused.Select((part, index) => all[index] > 0 && !isAmbiguous[index] ? overShare[index] * part / all[index] : 0)];
            HeldClient client = new(name, own.Select((count, index) => count >= LeastRefused ? Math.Max(count, busiest[index]) : count).Sum(), own.Sum(), own.Count(count => count >= LeastRefused));
            most = client.Refused > (most?.Refused ?? LeastRefused) ? client : most;
        }

        return most;
    }

    private static bool[] OthersRefuse(ISeriesReader series, SeriesSubject pool, long from, int count)
    {
        bool[] refuse = new bool[count];
        foreach (SeriesSubject other in pool.Kind == SubjectKind.Pool ? series.Subjects(SubjectKind.Pool).Where(one => one != pool) : [])
        {
            double[] refused = Read(series, other, from, count);
            for (int index = 0; index < count; index++)
            {
                refuse[index] |= refused[index] > 0;
            }
        }

        return refuse;
    }

    private static double[] Read(ISeriesReader series, SeriesSubject subject, long from, int count)
    {
        double[] values = new double[count];
        series.Read(subject, Signal.ShedFairShare, from, values);
        return [.. values.Select(value => double.IsNaN(value) ? 0 : value)];
    }
}
