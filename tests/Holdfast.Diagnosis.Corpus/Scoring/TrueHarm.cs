namespace Holdfast.Diagnosis.Corpus.Scoring;

/// <summary>
/// Whether what was broken hurt anybody, and whether they had been well until then, by what the simulated users got. It reads what was recorded
/// before any telemetry is lost, and nothing of what detection or diagnosis make of it. A run that hurts nobody is no outage, and nobody could
/// name the cause of none; a service that fails from its first minute on, because it was drawn without room, has its outage before its label.
/// </summary>
internal static class TrueHarm
{
    // As long as a cause is asked for after the onset, with the time that detection may take.
    private const int Seconds = 45;
    private const int BeforeSeconds = 60;

    // Queues and connections of the first moments of a run are nobody's everyday.
    private const int WarmUpSeconds = 10;

    // What is at work before the onset by its estimate is not there by the script: three seconds are for requests under way.
    private const int GuardSeconds = 3;

    // A queue that drains is over by then; one that does not stays.
    private const int LastSeconds = 15;

    /// <summary>Of all requests, over <see cref="Seconds"/>: failed, refused or given up, and more than before.</summary>
    private const double LeastBadShare = 0.01;

    /// <summary>Of all requests, between two services that were drawn alike: their arrivals are not the same ones, so that chance is in both.</summary>
    private const double LeastWorse = 0.02;

    /// <summary>Of all requests before anything was done to the service: with fewer it is a service that people live with.</summary>
    private const double MostBadBefore = 0.02;

    /// <summary>Times as long as before, for the slowest in a hundred: the wait for a server, the connection and the first byte.</summary>
    private const double LeastSlowness = 2;

    private static readonly Signal[] Bad =
    [
        Signal.ShedOverload, Signal.ShedWaited, Signal.FailedRefused, Signal.FailedConnectTimeout, Signal.FailedReset, Signal.FailedFirstByte, Signal.FailedServerError, Signal.FailedNoServer, Signal.ClientGone,
    ];

    public static bool IsThere(CorpusSeries series, double onset)
    {
        long newest = series.NewestSecond;
        series.NewestSecond = CorpusSeries.Start + series.Seconds;
        (int from, int to) = ((int)onset, Math.Min((int)onset + Seconds, series.Seconds));
        (int pastFrom, int pastTo) = (Math.Max(0, from - BeforeSeconds), from - GuardSeconds);
        SeriesSubject pool = Recorder.Pool(0);
        bool isBad = BadShare(series, pool, from, to) - BadShare(series, pool, pastFrom, pastTo) >= LeastBadShare;
        bool isSlow = Slowest(series, from, to) >= LeastSlowness * Slowest(series, pastFrom, pastTo);
        series.NewestSecond = newest;
        return isBad || isSlow;
    }

    /// <summary>In the last seconds of a run in which what was broken is whole again since <paramref name="end"/>.</summary>
    public static bool IsThereStill(CorpusSeries series, double onset, double end)
    {
        long newest = series.NewestSecond;
        series.NewestSecond = CorpusSeries.Start + series.Seconds;
        (int from, int to) = (Math.Max((int)end, series.Seconds - LastSeconds), series.Seconds);
        (int pastFrom, int pastTo) = (Math.Max(0, (int)onset - BeforeSeconds), (int)onset - GuardSeconds);
        SeriesSubject pool = Recorder.Pool(0);
        bool isBad = BadShare(series, pool, from, to) - BadShare(series, pool, pastFrom, pastTo) >= LeastBadShare;
        bool isSlow = Slowest(series, from, to) >= LeastSlowness * Slowest(series, pastFrom, pastTo);
        series.NewestSecond = newest;
        return isBad || isSlow;
    }

    /// <summary>Than the same service to which less was done: more went badly, or the slowest in a hundred took so many times as long.</summary>
    public static bool IsWorse(CorpusSeries series, CorpusSeries withLess, double onset)
    {
        (double bad, double slowest) = Got(series, onset);
        (double badWithLess, double slowestWithLess) = Got(withLess, onset);
        return bad - badWithLess >= LeastWorse || slowest >= LeastSlowness * slowestWithLess;
    }

    /// <summary>In any pool: trouble of another one began before the label, too.</summary>
    public static bool IsThereBefore(CorpusSeries series, double onset)
    {
        long newest = series.NewestSecond;
        series.NewestSecond = CorpusSeries.Start + series.Seconds;
        bool isIll = series.Subjects(SubjectKind.Pool).Any(pool => BadShare(series, pool, WarmUpSeconds, (int)onset - GuardSeconds) >= MostBadBefore);
        series.NewestSecond = newest;
        return isIll;
    }

    private static (double BadShare, double Slowest) Got(CorpusSeries series, double onset)
    {
        long newest = series.NewestSecond;
        series.NewestSecond = CorpusSeries.Start + series.Seconds;
        (int from, int to) = ((int)onset, Math.Min((int)onset + Seconds, series.Seconds));
        (double, double) got = (BadShare(series, Recorder.Pool(0), from, to), Slowest(series, from, to));
        series.NewestSecond = newest;
        return got;
    }

    private static double BadShare(CorpusSeries series, SeriesSubject pool, int from, int to)
    {
        double offered = Runner.Mean(series, pool, Signal.OfferedFirst, from, to) + Runner.Mean(series, pool, Signal.OfferedRetry, from, to);
        return Bad.Sum(signal => Runner.Mean(series, pool, signal, from, to)) / Math.Max(offered, 1e-9);
    }

    // When nobody is answered there is none that could be slow: the first kind of harm sees that.
    private static double Slowest(CorpusSeries series, int from, int to) =>
        Runner.Mean(series, Recorder.Pool(0), Signal.QueueWaitP99, from, to) + Runner.Mean(series, Recorder.Pool(0), Signal.FirstByteP99, from, to);
}
