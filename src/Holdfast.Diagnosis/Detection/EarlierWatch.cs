namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Trouble that an earlier process has seen begin. A gateway that is killed and starts again in the middle of an outage knows neither when it began nor
/// what was usual before, but the series that were kept do: they are watched again, up to now. Keeps nothing. Owner: <see cref="CauseWatch"/>.
/// </summary>
internal static class EarlierWatch
{
    /// <summary>Trouble that a new process finds later is its own.</summary>
    public const int YoungSeconds = 30;

    // As far back as better days are looked for. Watching so much of a thousand servers again takes three seconds of one thread, once.
    private const int PastSeconds = 600;

    /// <summary>A watch that has seen the past, too; null where that ended well, or nothing is known of it, or what it knows is over.</summary>
    public static DetectionWatch? Of(ISeriesReader series, DiagnosisSettings settings, DetectionWatch young)
    {
        DetectionWatch watch = new(series, settings);
        Play(series, watch, Math.Max(series.OldestSecond, young.FirstSecond - PastSeconds), young.FirstSecond - 1);
        if (watch.State == DetectionState.Normal)
        {
            return null;
        }

        Play(series, watch, young.FirstSecond, young.Second);
        return watch.State == DetectionState.Normal ? null : watch;
    }

    // Seconds in which no gateway was there are no seconds in which nobody asked.
    private static void Play(ISeriesReader series, DetectionWatch watch, long from, long to)
    {
        double[] offered = new double[Math.Max(0, to - from + 1)];
        series.Read(new SeriesSubject(SubjectKind.Gateway, ""), Signal.OfferedFirst, from, offered);
        for (int index = 0; index < offered.Length; index++)
        {
            if (!double.IsNaN(offered[index]))
            {
                watch.Observe(from + index);
            }
        }
    }
}
