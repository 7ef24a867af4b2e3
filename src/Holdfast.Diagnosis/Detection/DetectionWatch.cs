namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// The detecting clock: reads each second of the series once and keeps the state of the service. What people are told, and when, is
/// <see cref="NotificationClock"/>'s business. Deterministic: the same series give the same states. One thread.
/// </summary>
public sealed class DetectionWatch
{
    /// <summary>A relapse so soon after the end is the same trouble.</summary>
    public const int ReopenSeconds = 15 * 60;

    // A relapse after a longer time does not make the next end wait longer.
    private const int SoonAgainSeconds = 120;
    private const int EpisodesKept = 100;

    // What has been other than usual for longer without any suspicion is not how it began: the level of a day, a campaign.
    private const int StoodSeconds = 60;
    private const int YoungSeconds = 12;

    // After a pause of the process at most so much is looked at again; before that the rest of the service has moved on, too.
    private const int CatchUpSeconds = 60;

    // A clock that was set back further than any late second: time begins anew there.
    private const int SetBackSeconds = 5;

    private readonly ISeriesReader series;
    private readonly SecondView view;
    private readonly AnomalyTracker tracker;
    private readonly ISeasonal[] seasonal;
    private readonly ClearingPatience patience = new();
    private readonly Worsening worsening = new();
    private readonly FewerAnswers fewer = new();
    private readonly List<Episode> episodes = [];
    private long second = long.MinValue;
    private long numbers;
    private long firstSecond = long.MinValue;
    private long lastOver = long.MinValue / 2;
    private long endedAt = long.MinValue;

    public DetectionWatch(ISeriesReader series, DiagnosisSettings settings)
        : this(series, settings, DetectorRegistry.Create())
    {
    }

    internal DetectionWatch(ISeriesReader series, DiagnosisSettings settings, IReadOnlyList<IDetector> detectors)
    {
        this.series = series;
        view = new SecondView(series, settings);
        tracker = new AnomalyTracker(detectors);
        seasonal = [.. detectors.OfType<ISeasonal>()];
    }

    public DetectionState State { get; private set; }

    /// <summary>The second it was last brought up to.</summary>
    public long Second => second;

    /// <summary>The second that it looked at first.</summary>
    internal long FirstSecond => firstSecond;

    /// <summary>For so long nothing has been over its threshold.</summary>
    public long QuietSeconds => Math.Max(0, second - tracker.LastOver);

    /// <summary>Present trouble ends when all has been quiet for so long.</summary>
    public int EndsAfterQuietSeconds => patience.Seconds;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Anomaly> Active => tracker.Active;

    /// <summary>The present one, or null when all is well.</summary>
    public Episode? Current => State == DetectionState.Normal ? null : episodes[^1];

    /// <summary>The last hundred, oldest first, the present one last.</summary>
    public IReadOnlyList<Episode> Episodes => episodes;

    /// <summary>Looks at every second that is complete and has not been looked at.</summary>
    public void CatchUp()
    {
        long newest = series.NewestSecond;
        if (second != long.MinValue && newest < second - SetBackSeconds)
        {
            // What was is written in times that have not come yet.
            (second, lastOver, endedAt) = (newest - 1, long.MinValue / 2, long.MinValue);
        }

        long from = second == long.MinValue ? newest : Math.Max(second + 1, newest - CatchUpSeconds + 1);
        for (long next = from; next <= newest; next++)
        {
            Observe(next);
        }
    }

    /// <summary>What was usual in a pool's weeks before this process.</summary>
    public void Adopt(PastSeasons seasons)
    {
        foreach (ISeasonal detector in seasonal)
        {
            if (seasons.Of(detector.Name) is { } past)
            {
                detector.Adopt(seasons.Pool, past);
            }
        }
    }

    /// <summary>One second, in order.</summary>
    internal void Observe(long next)
    {
        second = next;
        firstSecond = firstSecond == long.MinValue ? next : firstSecond;
        view.MoveTo(next);
        view.IsInTrouble = State == DetectionState.Declared;
        tracker.ClearSeconds = patience.Seconds;
        tracker.Observe(view);
        long? worse = worsening.Look(view);
        (long Onset, long SteadyFrom)? onTop = fewer.Look(view);
        DetectionState wanted = StateRule.Wanted(tracker.Active, State, endedAt);
        if (wanted == DetectionState.Normal)
        {
            End();
        }
        else
        {
            Continue(wanted, worse, onTop);
        }

        lastOver = Math.Max(lastOver, tracker.LastOver);
    }

    private void Continue(DetectionState wanted, long? worse, (long Onset, long SteadyFrom)? onTop)
    {
        if (State == DetectionState.Normal)
        {
            Begin();
        }

        Episode present = episodes[^1];
        if (tracker.LastOver == second && !(tracker.NewAtServer is { } turn && present.TurnTo(turn, lastOver)))
        {
            // Trouble that begins while older trouble is only waiting to be clear has an onset of its own.
            present.BeginAnew(tracker.FreshOnset ?? second, lastOver);
        }

        if (onTop is { } fall)
        {
            present.BeginOnTop(fall.Onset, fall.SteadyFrom);
        }

        if (worse is { } since)
        {
            present.GetWorse(since);
        }

        if (present.StretchOnset - firstSecond < YoungSeconds && tracker.LatestTellingOnset is { } telling && telling > present.StretchOnset + 1)
        {
            present.BeginWith(telling);
        }

        // Declared stays declared until all is well: people who were called want to hear the end, not a softer word.
        State = wanted > State ? wanted : State;
        if (State == DetectionState.Declared)
        {
            present.Declare(second);
        }
    }

    private void Begin()
    {
        // A change is no trouble: what began after it is.
        long onset = tracker.Active.Where(anomaly => anomaly.Family != SignalFamily.Change && anomaly.Fired > second - StoodSeconds).Select(anomaly => anomaly.Began).DefaultIfEmpty(second).Min();
        State = DetectionState.Suspected;
        if (episodes.Count > 0 && episodes[^1].ClearedAt is { } cleared && second - cleared <= ReopenSeconds)
        {
            Again(second - cleared);
            episodes[^1].Relapse(Math.Max(onset, cleared), second, lastOver);
            return;
        }

        patience.Forget();
        episodes.Add(new Episode(++numbers, onset, second));
        lastOver = second;
        if (episodes.Count > EpisodesKept)
        {
            episodes.RemoveAt(0);
        }
    }

    private void Again(long calm)
    {
        if (calm <= SoonAgainSeconds)
        {
            patience.Relapse();
        }
        else
        {
            patience.Forget();
        }
    }

    private void End()
    {
        if (State != DetectionState.Normal)
        {
            State = DetectionState.Normal;
            episodes[^1].ClearedAt = second;
            endedAt = second;
        }
    }
}
