using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// An outage of crowded sessions, as far as the series tell: how long users stay, how many of them a host had when it died, and how soon who was
/// cut came back. Immutable. Next: <see cref="SessionCrowd"/>.
/// </summary>
/// <param name="LengthSeconds">Of a session, on the mean of the quiet before.</param>
/// <param name="Death">Sessions of a host when it died: the fewest with which one did.</param>
/// <param name="RestartSeconds">Until a host that had died was back.</param>
/// <param name="FirstDeath">The second in which the first of them died.</param>
internal sealed record SessionEstimate(double LengthSeconds, int Death, double RestartSeconds, long FirstDeath)
{
    // Of the requests of the quiet before, so many must have been for sessions: what else is asked for is not played.
    private const double SessionsLeast = 0.5;

    // Sessions that end together when their host dies; fewer may be anything.
    private const int CutLeast = 8;
    private const double CutShareLeast = 0.5;
    private const double RestartUsual = 10;
    private const double RestartMaximum = 30;

    /// <summary>Null where the outage was another one: users asked for no sessions, or no host died of them.</summary>
    public static SessionEstimate? Of(ReplaySeries series, SeriesSubject pool, IReadOnlyList<SeriesSubject> servers, TimeScale time)
    {
        double[] opened = series.Sum(pool, time.From, TimeScale.Lead, Signal.SessionsOpened);
        double[] offered = series.Offered(pool, time.From, TimeScale.Lead);
        double held = ReplaySeries.Median(series.Read(pool, Signal.Sessions, time.From, TimeScale.Lead));
        if (!(opened.Sum() > 0) || opened.Sum() < SessionsLeast * offered.Sum() || !(held > 0))
        {
            return null;
        }

        List<(int Sessions, double Restart, long Second)> deaths = [.. servers.Select(server => DeathOf(series, server, time)).OfType<(int, double, long)>()];
        return deaths.Count == 0 ? null : new SessionEstimate(held / opened.Average(), deaths.Min(death => death.Sessions), RestartOf(deaths.Select(death => death.Restart)), deaths.Min(death => death.Second));
    }

    /// <summary>
    /// The first one alone: it ends what had grown undisturbed. What it had is the level of the second before or what was cut, whichever is more: in the
    /// last second some came and some were cut.
    /// </summary>
    private static (int Sessions, double Restart, long Second)? DeathOf(ReplaySeries series, SeriesSubject server, TimeScale time)
    {
        int count = (int)(time.End - time.From);
        double[] cut = series.Sum(server, time.From, count, Signal.FailedSessionCut);
        double[] held = series.Sum(server, time.From, count, Signal.Sessions);
        double[] healthy = series.Read(server, Signal.Healthy, time.From, count);
        for (int second = 1; second < count; second++)
        {
            // They may be told in two seconds.
            double together = cut[second] + (second + 1 < count ? cut[second + 1] : 0);
            if (cut[second] < 1 || together < CutLeast || together < CutShareLeast * held[second - 1])
            {
                continue;
            }

            int gone = Array.FindIndex(healthy, second, level => level < 0.5);
            int back = gone < 0 ? -1 : Array.FindIndex(healthy, gone, level => level >= 0.5);
            return ((int)Math.Round(Math.Max(together, held[second - 1])), back < 0 ? double.NaN : back - second, time.From + second);
        }

        return null;
    }

    private static double RestartOf(IEnumerable<double> restarts) =>
        ReplaySeries.Median(restarts) is var median && double.IsNaN(median) ? RestartUsual : Math.Clamp(median, 1, RestartMaximum);
}
