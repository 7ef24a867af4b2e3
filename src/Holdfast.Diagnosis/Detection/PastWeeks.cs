using Holdfast.Foundation;

namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Finds in the series that are kept what each hour of a pool's week usually was, so that a process that starts or takes over has a season at once and not
/// in a week. A day at a time: whoever calls rests in between. What was not usual leaves no trace:
/// <list type="bullet">
/// <item>minutes in which users were hurt do not count, and of those that do the hour's median;</item>
/// <item>of several weeks the median, so that a campaign, a holiday, or hours that a wrong clock has put in the wrong place need most of them;</item>
/// <item>a day that the disk does not give is tried again, a few times for each pool, and then left out: the other days and weeks are read all the same;</item>
/// <item>hours without half an hour of minutes are not known, and what lies in the future is not read.</item>
/// </list>
/// One thread. Next: <see cref="HourOfWeek.Adopt"/>.
/// </summary>
public sealed class PastWeeks
{
    // As long as a season is remembered; and growth over a month is small beside the course of a day.
    private const int Weeks = 4;
    private const int Days = 7 * Weeks;
    private const int HoursPerDay = 24;
    private const int MinutesPerHour = 60;
    private const int LeastMinutes = MinutesPerHour / 2;

    // A busy moment is over soon; a disk that is gone is not asked without end.
    private const int AgainMaximum = 5;

    // Beyond it a minute is somebody's outage; below it are the errors of every day.
    private const double HurtShare = 0.05;

    private readonly SeriesSubject pool;
    private readonly PastMinutes minutes;
    private readonly SecondView view;
    private readonly ISeasonal[] detectors = [.. DetectorRegistry.Create().OfType<ISeasonal>()];
    private readonly float[][] hours;
    private readonly long begin;
    private int day;
    private int again;

    /// <param name="now">Unix second: the hour that it lies in is not over and not read.</param>
    public PastWeeks(ISeriesArchive archive, SeriesSubject pool, long now)
    {
        this.pool = pool;
        minutes = new PastMinutes(archive, pool);
        view = new SecondView(minutes, DiagnosisSettings.Default);
        hours = [.. detectors.Select(static _ => Enumerable.Repeat(float.NaN, Weeks * HourOfWeek.Bins).ToArray())];
        begin = ((now / HourOfWeek.SecondsPerHour) - (Weeks * HourOfWeek.Bins)) * HourOfWeek.SecondsPerHour;
    }

    /// <summary>Days that the disk did not give; what is said of them is what other weeks say.</summary>
    public int DaysLeftOut { get; private set; }

    /// <returns>False when there is no more to read.</returns>
    public bool ReadDay()
    {
        ArchiveAnswer answer = day == Days ? ArchiveAnswer.Unknown : minutes.MoveTo(begin + ((long)day * HoursPerDay * HourOfWeek.SecondsPerHour));
        if (answer == ArchiveAnswer.Unknown)
        {
            return false;
        }

        if (answer == ArchiveAnswer.Unreadable)
        {
            // Whoever calls rests before the next try.
            if (again < AgainMaximum)
            {
                again++;
                return true;
            }

            DaysLeftOut++;
            return ++day < Days;
        }

        for (int hour = 0; hour < HoursPerDay; hour++)
        {
            ReadHour((day * HoursPerDay) + hour);
        }

        return ++day < Days;
    }

    /// <summary>Of what was read.</summary>
    public PastSeasons Seasons() => new(pool, detectors.Select((detector, index) => (detector.Name, Season: Season(hours[index]))).ToDictionary(each => each.Name, each => each.Season, StringComparer.Ordinal));

    private void ReadHour(int hour)
    {
        Span<double> values = stackalloc double[MinutesPerHour * detectors.Length];
        Span<int> counts = stackalloc int[detectors.Length];
        counts.Clear();
        for (int minute = 0; minute < MinutesPerHour; minute++)
        {
            view.MoveTo(begin + ((long)hour * HourOfWeek.SecondsPerHour) + (minute * 60));
            int counted = IsHurt() ? 0 : detectors.Length;
            for (int detector = 0; detector < counted; detector++)
            {
                double value = detectors[detector].Seasonal(view, pool);
                if (double.IsFinite(value))
                {
                    values[(detector * MinutesPerHour) + counts[detector]++] = value;
                }
            }
        }

        for (int detector = 0; detector < detectors.Length; detector++)
        {
            hours[detector][hour] = counts[detector] >= LeastMinutes ? (float)Median(values.Slice(detector * MinutesPerHour, counts[detector])) : float.NaN;
        }
    }

    private bool IsHurt()
    {
        double bad = view.Count(pool, SignalGroups.Failed) + view.Count(pool, SignalGroups.Shed);
        return bad > HurtShare * Math.Max(view.Offered(pool), view.Count(pool, Signal.Good) + bad);
    }

    private PastSeason Season(float[] ofHours)
    {
        float[] means = LastingMemory.Array<float>(HourOfWeek.Bins);
        Span<double> weeks = stackalloc double[Weeks];
        for (int bin = 0; bin < means.Length; bin++)
        {
            int count = 0;
            for (int week = 0; week < Weeks; week++)
            {
                float value = ofHours[(week * HourOfWeek.Bins) + bin];
                if (!float.IsNaN(value))
                {
                    weeks[count++] = value;
                }
            }

            // The first hour that is read lies anywhere in a week.
            means[HourOfWeek.BinOf(begin + ((long)bin * HourOfWeek.SecondsPerHour))] = count == 0 ? float.NaN : (float)Median(weeks[..count]);
        }

        int first = Array.FindIndex(ofHours, static hour => !float.IsNaN(hour));
        int last = Array.FindLastIndex(ofHours, static hour => !float.IsNaN(hour));
        // Nights without a request are not known, however long one waits.
        bool isWhole = first >= 0 && last - first >= HourOfWeek.Bins - 1 && 2 * means.Count(static mean => !float.IsNaN(mean)) >= HourOfWeek.Bins;
        return new PastSeason(means, isWhole);
    }

    private static double Median(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
