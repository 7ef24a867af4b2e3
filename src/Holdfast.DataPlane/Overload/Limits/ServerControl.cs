namespace Holdfast.DataPlane.Overload;

/// <summary>
/// One server's part of the control loop: gathers its workers' samples into windows, asks the law, and writes <see cref="ServerState.Limit"/>.
/// Kept over reloads while its pool keeps the server. Control loop only, but for what says otherwise.
/// </summary>
internal sealed class ServerControl
{
    // The most in flight is kept for 12 stretches of 5 s.
    private const int Stretches = 12;
    private const long StretchNanoseconds = 5_000_000_000;

    private readonly LimitSettings settings;
    private readonly ServerSamples[] samples;
    private readonly int[] peaks = new int[Stretches];
    private SampleTotals before;
    private long windowSince;
    private int windowPeak;
    private long stretchSince;
    private int stretch;
    private long probeUntil;
    private int fixedLimit;

    public ServerControl(ServerState server, LimitSettings settings, int workers, long now)
    {
        Server = server;
        this.settings = settings;
        samples = new ServerSamples[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            samples[worker] = new ServerSamples();
        }

        Law = new ConcurrencyLimit(settings);
        Baseline = new ServerBaseline(settings, now);
        windowSince = stretchSince = now;
        peaks[0] = settings.Start;
        State = new LimitState(server, settings.Start, LimitReason.Start, 1, 0, 0, 0);
        Apply(now);
    }

    public ServerState Server { get; }

    public ConcurrencyLimit Law { get; }

    public ServerBaseline Baseline { get; }

    public ServerPace Pace { get; } = new();

    /// <summary>Any thread.</summary>
    public LimitState State { get; private set; }

    /// <summary>The operator's word while the gateway runs; 0 gives it back to the law. Any thread.</summary>
    public int Fixed
    {
        get => Volatile.Read(ref fixedLimit);
        set => Volatile.Write(ref fixedLimit, value);
    }

    /// <summary>Mean time that a request holds its slot, nanoseconds; 0 while nothing is known.</summary>
    public double MeanServiceNanoseconds { get; private set; }

    public bool IsProbed => probeUntil > 0;

    /// <summary>Each worker's own.</summary>
    public ServerSamples SamplesOf(int worker) => samples[worker];

    /// <summary>Halves the limit until then.</summary>
    public void Probe(long until) => probeUntil = until;

    /// <summary>Goes on from a limit that was learned earlier.</summary>
    public void Restart(double limit) => Law.Restart(limit);

    public void Tick(long now)
    {
        NotePeak(now);
        SampleTotals sum = default;
        foreach (ServerSamples each in samples)
        {
            each.AddTo(ref sum);
        }

        Pace.Update(sum, now);
        SampleTotals window = sum.Since(before);
        long age = now - windowSince;
        if (probeUntil > 0 && now >= probeUntil)
        {
            // Its answers tell how fast the server is, and nothing about the limit.
            Baseline.Update(window, mayRise: true, now);
            probeUntil = 0;
            Begin(sum, now);
        }
        else if (probeUntil == 0 && IsWhole(window, age))
        {
            Close(window, age, now);
            Begin(sum, now);
        }

        Apply(now);
    }

    private bool IsWhole(in SampleTotals window, long age)
    {
        double mean = window.Timed > 0 ? window.TimeNanoseconds / (double)window.Timed : 0;
        // Two times through the server, so that most of what ends in a window was also sent in it.
        long least = Math.Max(settings.WindowNanoseconds, Math.Min((long)(2 * mean), 2_000_000_000));
        return age >= settings.LongestWindowNanoseconds || (age >= least && window.Ended >= settings.FewestSamples);
    }

    private void Close(in SampleTotals window, long age, long now)
    {
        if (window.Ended > 0)
        {
            double mean = window.ServiceNanoseconds / (double)window.Ended;
            MeanServiceNanoseconds = MeanServiceNanoseconds == 0 ? mean : MeanServiceNanoseconds + (0.3 * (mean - MeanServiceNanoseconds));
        }

        if (window.Ended < settings.FewestSamples && window.Drops < 2)
        {
            Law.TooFew();
            Baseline.Update(window, mayRise: windowPeak < Law.Limit / 2, now);
            return;
        }

        bool known = Law.Elasticity.TryGet(out double slope);
        Baseline.Update(window, mayRise: known ? slope > 0.5 : windowPeak < Law.Limit / 2, now);
        Law.Update(new LimitWindow(window, age / 1e9, windowPeak), Baseline.Value, Most());
        State = State with { AnswersPerSecond = window.Answers / (age / 1e9) };
    }

    private void Begin(in SampleTotals sum, long now)
    {
        before = sum;
        windowSince = now;
        windowPeak = 0;
    }

    private void NotePeak(long now)
    {
        int seen = 0;
        foreach (ServerSamples each in samples)
        {
            seen = Math.Max(seen, each.TakePeak());
        }

        // What is in flight for long is not seen by anyone who dispatches.
        seen = Math.Max(seen, Server.InFlight);
        windowPeak = Math.Max(windowPeak, seen);
        if (now - stretchSince >= StretchNanoseconds)
        {
            stretch = (stretch + 1) % Stretches;
            peaks[stretch] = 0;
            stretchSince = now;
        }

        peaks[stretch] = Math.Max(peaks[stretch], seen);
    }

    private int Most()
    {
        int most = 0;
        foreach (int peak in peaks)
        {
            most = Math.Max(most, peak);
        }

        return most;
    }

    private void Apply(long now)
    {
        int law = (int)Math.Round(Law.Limit);
        int limit = law;
        LimitReason reason = Law.Reason;
        if (probeUntil > now)
        {
            limit = Math.Max(1, law / 2);
            reason = LimitReason.Probe;
        }

        int wanted = Fixed > 0 ? Fixed : settings.Fixed;
        if (wanted > 0)
        {
            limit = wanted;
            reason = LimitReason.Fixed;
        }

        limit = Math.Clamp(limit, 1, ServerState.Unlimited);
        if (Server.OwnLimit != limit)
        {
            Server.Limit = limit;
        }

        // A server that is suspected or comes back step by step gets less, whatever the law says; the server itself sees to that.
        if (limit > Server.Limit)
        {
            limit = Server.Limit;
            reason = LimitReason.Capped;
        }

        foreach (ServerSamples each in samples)
        {
            each.SetLowUse(Math.Max(1, law / 2));
        }

        Publish(limit, reason);
    }

    private void Publish(int limit, LimitReason reason)
    {
        LimitState state = State;
        long mean = (long)MeanServiceNanoseconds;
        if (state.Limit != limit || state.Reason != reason || state.Waiting != Law.Waiting || state.Baseline != Baseline.Value || state.MeanServiceNanoseconds != mean)
        {
            State = state with { Limit = limit, Reason = reason, Waiting = Law.Waiting, Baseline = Baseline.Value, MeanServiceNanoseconds = mean };
        }
    }
}
