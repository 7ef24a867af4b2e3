namespace Holdfast.Telemetry.Series;

/// <summary>One server's second. Thread of the recorder only.</summary>
internal sealed class ServerRecorder
{
    // A roll-out and its roll-back are told; a server that hides two versions behind one address must not push everything else out.
    private const int VersionChangesAtOnce = 5;
    private const int SecondsForAnother = 60;

    private readonly CounterSeries<ServerCounters> counters;
    private readonly OutcomeTracker outcomes;
    private readonly TimesTracker<ServerCounters> firstByte = new(server => server.SecondFirstByte);
    private readonly TimesTracker<ServerCounters> connect = new(server => server.SecondConnect);
    private readonly long[] totals;
    private CounterDelta attempts;
    private CounterDelta serverErrors;
    private CounterDelta waits;
    private CounterDelta sessionsOpened;
    private CounterDelta probes;
    private CounterDelta probesFailed;
    private CounterDelta retries;
    private CounterDelta probeNanoseconds;
    private long ended;
    private bool isAvailable = true;
    private string? version;
    private string?[] seenBy = [];
    private int changesLeft = VersionChangesAtOnce;
    private int secondsWaited;
    private bool hadHost;

    public ServerRecorder(CounterSeries<ServerCounters> counters, MetricLabels labels)
    {
        this.counters = counters;
        Subject = new(SubjectKind.Server, $"{counters.Pool}/{counters.Name}");
        outcomes = new OutcomeTracker(labels.OutcomeSignals);
        totals = new long[labels.Outcomes.Count];
    }

    public SeriesSubject Subject { get; }

    /// <summary>Asked each second what an agent says of the server's host; null where no agents are heard.</summary>
    public Func<string, string, (double Cpu, double Memory, double Disk)?>? ReadHost { get; init; }

    public Traffic Traffic { get; } = new();

    public TimesDelta FirstByte { get; } = new();

    public TimesDelta Connect { get; } = new();

    public long ConnectionWaits { get; private set; }

    public SessionSums Sessions { get; } = new();

    /// <summary>Attempts of requests that had been sent to a server before.</summary>
    public long OwnRetries { get; private set; }

    public long Probes { get; private set; }

    public long ProbeFailures { get; private set; }

    public double ProbeSeconds { get; private set; }

    /// <summary>Set in the second in which it was taken out or came back: the reason, empty when it came back.</summary>
    public string? HealthChange { get; private set; }

    /// <summary>Version before and after when it changed in this second.</summary>
    public (string Before, string After)? VersionChange { get; private set; }

    /// <summary>Looks at the counters.</summary>
    public void Take()
    {
        Traffic.Clear();
        FirstByte.Clear();
        Connect.Clear();
        Sums sums = Sum();
        long begun = attempts.Take(sums.Attempts);
        if (begun > 0 || sums.Ended != ended)
        {
            ended = sums.Ended;
            TakeOutcomes();
        }

        Traffic.Count(Signal.Admitted, begun);
        OwnRetries = retries.Take(sums.Retries);
        Traffic.CountServerErrors(serverErrors.Take(sums.ServerErrors));
        firstByte.Take(counters.AllWorkers, FirstByte);
        connect.Take(counters.AllWorkers, Connect);
        ConnectionWaits = waits.Take(sums.Waits);
        Sessions.Opened = sessionsOpened.Take(sums.SessionsOpened);
        Probes = probes.Take(sums.Probes);
        ProbeFailures = probesFailed.Take(sums.ProbesFailed);
        ProbeSeconds = probeNanoseconds.Take(sums.ProbeNanoseconds) / 1e9;
        NoteVersion();
    }

    public void NoteLevels(in ServerLevels levels)
    {
        Sessions.Note(levels);
        HealthChange = levels.IsAvailable == isAvailable ? null : levels.OutBecause ?? string.Empty;
        isAvailable = levels.IsAvailable;
    }

    public void Write(SubjectSeries series, in ServerLevels levels, double share, double weightShare, double seconds)
    {
        Traffic.Write(series, SubjectKind.Server, seconds);
        series.Write(Signal.ConnectMedian, Connect.Percentile(0.5));
        series.Write(Signal.ConnectP99, Connect.Percentile(0.99));
        series.Write(Signal.FirstByteMedian, FirstByte.Percentile(0.5));
        series.Write(Signal.FirstByteP99, FirstByte.Percentile(0.99));
        series.Write(Signal.OwnRetries, OwnRetries / seconds);
        series.Write(Signal.InFlight, levels.InFlight);
        series.Write(Signal.Limit, levels.Limit > 0 ? levels.Limit : double.NaN);
        series.Write(Signal.Connections, levels.Connections);
        series.Write(Signal.ConnectionCap, levels.ConnectionCap > 0 ? levels.ConnectionCap : double.NaN);
        series.Write(Signal.ConnectionWaits, ConnectionWaits / seconds);
        series.Write(Signal.Share, share);
        series.Write(Signal.WeightShare, weightShare);
        series.Write(Signal.Healthy, levels.IsAvailable ? 1 : 0);
        series.Write(Signal.Probes, Probes / seconds);
        series.Write(Signal.ProbeFailures, ProbeFailures / seconds);
        series.Write(Signal.ProbeSeconds, ProbeSeconds / seconds);
        series.Write(Signal.VersionChanged, VersionChange is null ? 0 : 1);
        Sessions.Write(series, seconds);
        WriteHost(series);
    }

    /// <summary>Nothing at all while no agent has ever reported: three columns for each server would be for nothing.</summary>
    private void WriteHost(SubjectSeries series)
    {
        (double Cpu, double Memory, double Disk)? host = ReadHost?.Invoke(counters.Pool!, counters.Name);
        hadHost |= host is not null;
        if (hadHost)
        {
            series.Write(Signal.HostCpu, host?.Cpu ?? double.NaN);
            series.Write(Signal.HostMemoryUsed, host?.Memory ?? double.NaN);
            series.Write(Signal.HostDiskUsed, host?.Disk ?? double.NaN);
        }
    }

    private void TakeOutcomes()
    {
        Array.Clear(totals);
        foreach (ServerCounters? worker in counters.AllWorkers)
        {
            if (worker is { Attempts: > 0 })
            {
                worker.Outcomes.AddTo(totals);
                if (worker.FailedAttemptsTotal > 0)
                {
                    worker.FailedAttempts.AddTo(totals);
                }
            }
        }

        outcomes.Take(totals, Traffic);
    }

    private Sums Sum()
    {
        Sums sums = default;
        foreach (ServerCounters? worker in counters.AllWorkers)
        {
            if (worker is not null)
            {
                sums.Attempts += worker.Attempts;
                sums.Ended += worker.Attempts - worker.InFlight;
                sums.ServerErrors += worker.ServerErrors;
                sums.Waits += worker.ConnectionWaits;
                sums.Retries += worker.Retries;
                sums.SessionsOpened += worker.SessionsOpened;
                sums.Probes += worker.ProbesOk + worker.ProbesFailed;
                sums.ProbesFailed += worker.ProbesFailed;
                sums.ProbeNanoseconds += worker.ProbeNanoseconds;
            }
        }

        return sums;
    }

    /// <summary>Workers see a new version one after the other; it is told once.</summary>
    private void NoteVersion()
    {
        VersionChange = null;
        if (++secondsWaited >= SecondsForAnother)
        {
            secondsWaited = 0;
            changesLeft = Math.Min(VersionChangesAtOnce, changesLeft + 1);
        }

        for (int worker = 0; worker < counters.AllWorkers.Length; worker++)
        {
            if (counters.AllWorkers[worker]?.Version is not { } seen || (worker < seenBy.Length && ReferenceEquals(seen, seenBy[worker])))
            {
                continue;
            }

            if (worker >= seenBy.Length)
            {
                Array.Resize(ref seenBy, worker + 1);
            }

            seenBy[worker] = seen;
            if (seen != version)
            {
                VersionChange = version is null || changesLeft == 0 ? null : (version, seen);
                changesLeft -= VersionChange is null ? 0 : 1;
                version = seen;
            }
        }
    }

    private struct Sums
    {
        public long Attempts;
        public long Ended;
        public long ServerErrors;
        public long Waits;
        public long Retries;
        public long SessionsOpened;
        public long Probes;
        public long ProbesFailed;
        public long ProbeNanoseconds;
    }
}
