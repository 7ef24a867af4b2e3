namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What the workers measured about one server since the window began, and how many were in flight in it. Control loop only, but for the workers' own
/// samples. Next on the path: <see cref="LimitWindow"/>, which is judged.
/// </summary>
internal sealed class ServerWindow
{
    private readonly ServerSamples[] samples;
    private readonly PeakMemory peaks;
    private SampleTotals before;
    private int peak;
    private int recentPeak;

    /// <param name="limit">What the server begins with.</param>
    public ServerWindow(int workers, int limit, long now)
    {
        samples = new ServerSamples[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            samples[worker] = new ServerSamples();
        }

        peaks = new PeakMemory(limit, now);
        recentPeak = limit;
        Since = now;
    }

    public long Since { get; private set; }

    /// <summary>The most in flight of the last minute.</summary>
    public int MostInFlight => peaks.Most;

    /// <summary>The most in flight lately, fading by a sixteenth each tick (15 and less stay until the window has more), looks at low use aside.</summary>
    public int RecentPeak => recentPeak;

    /// <summary>The most in flight between the last two calls of <see cref="NotePeak"/>.</summary>
    public int LastPeak { get; private set; }

    /// <summary>Each worker's own.</summary>
    public ServerSamples SamplesOf(int worker) => samples[worker];

    /// <summary>All that was measured since the start.</summary>
    public SampleTotals Sum()
    {
        SampleTotals sum = default;
        foreach (ServerSamples each in samples)
        {
            each.AddTo(ref sum);
        }

        return sum;
    }

    /// <param name="sum">Of <see cref="Sum"/>.</param>
    public SampleTotals Of(in SampleTotals sum) => sum.Since(before);

    /// <summary>The window as it stands.</summary>
    public LimitWindow Until(in SampleTotals window, long now) => new(window, (now - Since) / 1e9, peak);

    /// <summary>Another one.</summary>
    /// <param name="sum">Of <see cref="Sum"/>: what is in it belongs to the last one.</param>
    public void Begin(in SampleTotals sum, long now)
    {
        before = sum;
        Since = now;
        peak = 0;
    }

    /// <summary>It goes on from a limit that is known from before.</summary>
    public void GoOnFrom(int limit)
    {
        peaks.Note(limit, Since);
        recentPeak = limit;
    }

    /// <summary>Takes note of the most that was in flight since the last call.</summary>
    public void NotePeak(int inFlight, bool isProbed, long now)
    {
        int seen = 0;
        foreach (ServerSamples each in samples)
        {
            seen = Math.Max(seen, each.TakePeak());
        }

        // What is in flight for long is not seen by anyone who dispatches.
        seen = Math.Max(seen, inFlight);
        LastPeak = seen;
        peak = Math.Max(peak, seen);
        if (!isProbed)
        {
            recentPeak = Math.Max(recentPeak - (recentPeak / 16), peak);
        }

        peaks.Note(seen, now);
    }

    /// <summary>At most so many in flight are low use from now on.</summary>
    public void SetLowUse(int inFlight)
    {
        foreach (ServerSamples each in samples)
        {
            each.SetLowUse(inFlight);
        }
    }
}
