namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// The detecting clock: reads each second of the series once and keeps the state of the service. What people are told, and when, is
/// <see cref="NotificationClock"/>'s business. Deterministic: the same series give the same states. One thread.
/// </summary>
public sealed class DetectionWatch
{
    /// <summary>A relapse so soon after the end is the same trouble.</summary>
    public const int ReopenSeconds = 15 * 60;

    private const int PairWithinSeconds = 10;
    private const int EpisodesKept = 100;
    private const int NewTroubleSeconds = 15;
    private const int YoungSeconds = 12;

    // After a pause of the process at most so much is looked at again; before that the rest of the service has moved on, too.
    private const int CatchUpSeconds = 60;

    // A clock that was set back further than any late second: time begins anew there.
    private const int SetBackSeconds = 5;

    private readonly ISeriesReader series;
    private readonly SecondView view;
    private readonly AnomalyTracker tracker;
    private readonly List<Episode> episodes = [];
    private long second = long.MinValue;
    private long numbers;
    private long firstSecond = long.MinValue;

    public DetectionWatch(ISeriesReader series, DiagnosisSettings settings)
        : this(series, settings, DetectorRegistry.Create())
    {
    }

    internal DetectionWatch(ISeriesReader series, DiagnosisSettings settings, IReadOnlyList<IDetector> detectors)
    {
        this.series = series;
        view = new SecondView(series, settings);
        tracker = new AnomalyTracker(detectors);
    }

    public DetectionState State { get; private set; }

    /// <summary>The second it was last brought up to.</summary>
    public long Second => second;

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
            second = newest - 1;
        }

        long from = second == long.MinValue ? newest : Math.Max(second + 1, newest - CatchUpSeconds + 1);
        for (long next = from; next <= newest; next++)
        {
            Observe(next);
        }
    }

    private void Observe(long next)
    {
        second = next;
        firstSecond = firstSecond == long.MinValue ? next : firstSecond;
        view.MoveTo(next);
        tracker.Observe(view);
        DetectionState wanted = Judge();
        if (wanted == DetectionState.Normal)
        {
            End();
        }
        else
        {
            Continue(wanted);
        }
    }

    private DetectionState Judge()
    {
        DetectionState state = DetectionState.Normal;
        foreach (Anomaly anomaly in tracker.Active)
        {
            if (anomaly.Consequence == Consequence.Pages)
            {
                return DetectionState.Declared;
            }

            if (anomaly.Consequence == Consequence.Suspects)
            {
                state = DetectionState.Suspected;
            }
        }

        return state == DetectionState.Normal && HasPair() ? DetectionState.Suspected : state;
    }

    /// <summary>One signal leaves its range now and then; two of different families at once seldom do without a reason.</summary>
    private bool HasPair()
    {
        List<Anomaly> active = tracker.Active;
        for (int i = 0; i < active.Count; i++)
        {
            for (int j = i + 1; j < active.Count; j++)
            {
                if (active[i].Family != active[j].Family && Math.Abs(active[i].Fired - active[j].Fired) <= PairWithinSeconds)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Continue(DetectionState wanted)
    {
        if (State == DetectionState.Normal)
        {
            Begin();
        }

        // Trouble that begins while older trouble is only waiting to be clear has an onset of its own.
        Episode present = episodes[^1];
        if (tracker.FreshOnset is { } fresh && fresh > present.StretchOnset + NewTroubleSeconds)
        {
            present.StretchOnset = fresh;
        }

        // A gateway that began into trouble knows no better days. When something that tells causes apart begins later, what was before it is the measure.
        if (present.StretchOnset - firstSecond < YoungSeconds && tracker.LatestTellingOnset is { } telling && telling > present.StretchOnset + 1)
        {
            present.StretchOnset = telling;
        }

        // Declared stays declared until all is well: people who were called want to hear the end, not a softer word.
        State = wanted > State ? wanted : State;
        if (State == DetectionState.Declared)
        {
            present.DeclaredAt ??= second;
        }
    }

    private void Begin()
    {
        // A change is no trouble: what began after it is.
        long onset = tracker.Active.Where(anomaly => anomaly.Family != SignalFamily.Change).Select(anomaly => anomaly.Began).DefaultIfEmpty(second).Min();
        State = DetectionState.Suspected;
        if (episodes.Count > 0 && second - episodes[^1].ClearedAt <= ReopenSeconds)
        {
            Episode last = episodes[^1];
            (last.ClearedAt, last.StretchOnset) = (null, onset);
            last.Stretches++;
            return;
        }

        episodes.Add(new Episode(++numbers, onset, second));
        if (episodes.Count > EpisodesKept)
        {
            episodes.RemoveAt(0);
        }
    }

    private void End()
    {
        if (State != DetectionState.Normal)
        {
            State = DetectionState.Normal;
            episodes[^1].ClearedAt = second;
        }
    }
}
