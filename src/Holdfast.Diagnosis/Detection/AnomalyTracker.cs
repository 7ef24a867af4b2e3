namespace Holdfast.Diagnosis.Detection;

/// <summary>Turns the measurements of all detectors into anomalies that hold. One thread.</summary>
internal sealed class AnomalyTracker(IReadOnlyList<IDetector> detectors)
{
    // Without any measurement for so long the subject is gone, and its anomaly with it.
    private const int ForgetSeconds = 60;
    private const int JustSeconds = 2;

    private readonly Dictionary<(int Detector, SeriesSubject Subject), Track> tracks = [];
    private readonly List<(int Detector, SeriesSubject Subject)> idle = [];
    private readonly List<Measurement> measurements = [];

    public List<Anomaly> Active { get; } = [];

    /// <summary>So long an anomaly must be quiet to be over.</summary>
    public int ClearSeconds { get; set; } = ClearingPatience.FewestSeconds;

    /// <summary>The last second in which anything but a change was over its threshold and held; long ago when nothing ever was.</summary>
    public long LastOver { get; private set; } = long.MinValue / 2;

    /// <summary>When the latest sign began that tells causes apart (failures and slowness do not); null without one.</summary>
    public long? LatestTellingOnset { get; private set; }

    /// <summary>The earliest beginning of those that were over their threshold lately; null when all only wait to be clear.</summary>
    public long? FreshOnset { get; private set; }

    /// <summary>
    /// When what is over its threshold in this second began, if all of it began just now and a server is in it: another server's turn, perhaps.
    /// Null when anything of it is older.
    /// </summary>
    public long? NewAtServer { get; private set; }

    public void Observe(SecondView view)
    {
        for (int detector = 0; detector < detectors.Count; detector++)
        {
            measurements.Clear();
            detectors[detector].Measure(view, measurements);
            foreach (Measurement measurement in measurements)
            {
                Update(detector, measurement, view.Second);
            }
        }

        Collect(view.Second);
    }

    private void Update(int detector, in Measurement measurement, long second)
    {
        if (tracks.TryGetValue((detector, measurement.Subject), out Track? track))
        {
            track.Update(measurement, second, ClearSeconds);
        }
        else if (measurement.Severity >= 1)
        {
            tracks[(detector, measurement.Subject)] = track = new Track();
            track.Update(measurement, second, ClearSeconds);
        }
    }

    private void Collect(long second)
    {
        Active.Clear();
        idle.Clear();
        FreshOnset = null;
        LatestTellingOnset = null;
        NewAtServer = null;
        (long oldest, bool isServers) = (long.MaxValue, false);
        foreach (((int Detector, SeriesSubject Subject) key, Track track) in tracks)
        {
            if (track.IsIdle || second - track.UpdatedAt >= ForgetSeconds)
            {
                idle.Add(key);
            }
            else if (track.IsActive)
            {
                Active.Add(track.Describe(detectors[key.Detector]));
                if (detectors[key.Detector].Family is not (SignalFamily.Errors or SignalFamily.Saturation or SignalFamily.Change))
                {
                    LatestTellingOnset = Math.Max(LatestTellingOnset ?? long.MinValue, track.Began);
                }

                if (second - track.OverAt < Track.QuietSeconds && detectors[key.Detector].Family != SignalFamily.Change)
                {
                    LastOver = Math.Max(LastOver, track.OverAt);
                    FreshOnset = Math.Min(FreshOnset ?? long.MaxValue, track.Began);
                    oldest = track.OverAt == second ? Math.Min(oldest, track.Began) : oldest;
                    isServers |= track.OverAt == second && key.Subject.Kind == SubjectKind.Server;
                }
            }
        }

        NewAtServer = isServers && second - oldest <= JustSeconds ? oldest : null;

        idle.ForEach(key => tracks.Remove(key));
        // The order of a dictionary is nobody's promise; that of a report is.
        Active.Sort(static (one, other) => one.Fired != other.Fired ? one.Fired.CompareTo(other.Fired)
            : one.Level != other.Level ? one.Level.CompareTo(other.Level)
            : one.Detector != other.Detector ? string.CompareOrdinal(one.Detector, other.Detector)
            : string.CompareOrdinal(one.Subject.Name, other.Subject.Name));
    }

    private sealed class Track
    {
        /// <summary>Over again after so long is new trouble, though the old one has not been declared over.</summary>
        public const int QuietSeconds = 10;

        private readonly Hysteresis hysteresis = new();
        private Measurement worst;
        private long began;
        private long fired;

        // A trouble of all routes has a thousand of them, and their words change rarely.
        private Anomaly? described;

        public bool IsActive => hysteresis.IsActive;

        public bool IsIdle => hysteresis.IsIdle;

        public long UpdatedAt { get; private set; }

        public long OverAt { get; private set; } = long.MinValue / 2;

        public long Began => began;

        public void Update(in Measurement measurement, long second, int clearSeconds)
        {
            UpdatedAt = second;
            bool was = hysteresis.IsActive;
            if (hysteresis.IsIdle || (measurement.Severity >= 1 && second - OverAt > QuietSeconds))
            {
                (began, worst, described) = (measurement.Began, measurement, null);
            }

            OverAt = measurement.Severity >= 1 ? second : OverAt;
            hysteresis.Update(measurement.Severity, clearSeconds, measurement.IsPlain);
            if (measurement.Severity >= worst.Severity)
            {
                (worst, described) = (measurement, measurement == worst ? described : null);
            }

            if (!was && hysteresis.IsActive)
            {
                (fired, described) = (second, null);
            }
        }

        public Anomaly Describe(IDetector detector) => described ??= new Anomaly(
            detector.Name, detector.Level, detector.Family, detector.Consequence, worst.Subject, began, fired, worst.Value, worst.Reference, detector.Describe(worst));
    }
}
