namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The law of one server's limit: so many requests that a few wait in the server, which keeps it busy, and no more. What waits there is
/// measured by Little's law, not by a ratio of percentiles: a mean over the real mix is exact for servers of any number of places and any
/// scatter of service times, and its own scatter is known. Braking is multiplicative and quick, growing goes by square roots.
/// Control loop only. Next on the path: <see cref="ServerControl"/>.
/// </summary>
internal sealed class ConcurrencyLimit
{
    private const double FullShare = 0.8;
    private const double Collapsed = -0.1;

    private readonly LimitSettings settings;
    private readonly Elasticity elasticity = new();
    private double limit;
    private bool everBraked;
    private bool braceForQueue;

    public ConcurrencyLimit(LimitSettings settings)
    {
        this.settings = settings;
        limit = settings.Start;
    }

    public double Limit => limit;

    public LimitReason Reason { get; private set; }

    /// <summary>Requests that wait in the server, as last measured.</summary>
    public double Waiting { get; private set; }

    public Elasticity Elasticity => elasticity;

    /// <summary>Judges one window.</summary>
    /// <param name="baseline">The server's own speed.</param>
    /// <param name="mostInFlight">Of the last minute.</param>
    public void Update(in LimitWindow window, double baseline, int mostInFlight)
    {
        elasticity.Add(window.InFlight, window.AnswersPerSecond);
        Waiting = window.Waiting(baseline);
        bool full = window.Peak >= FullShare * limit;
        LimitReason reason = Judge(window, full);
        double ceiling = Math.Min(settings.Ceiling, Math.Max(settings.Start, 5.0 * mostInFlight));
        if (limit > ceiling)
        {
            limit = ceiling;
            reason = LimitReason.Unused;
        }

        limit = Math.Max(limit, settings.Floor);
        Reason = reason;
    }

    public void TooFew() => Reason = LimitReason.TooFewSamples;

    /// <summary>The server was away, or is another one: what was learned about growing does not hold any more.</summary>
    public void Restart(double from)
    {
        limit = Math.Max(from, settings.Floor);
        everBraked = braceForQueue = false;
        elasticity.Reset();
        Reason = LimitReason.Start;
    }

    private LimitReason Judge(in LimitWindow window, bool full)
    {
        SampleTotals samples = window.Samples;
        double lower = settings.BandRequests + (settings.BandShare * limit);
        double upper = settings.BandWidth * lower;
        if (samples.Drops > 1 && samples.Drops > settings.DropShareToBrake * samples.Ended)
        {
            return Brake(settings.StrongestBrake, LimitReason.Drops);
        }

        if (samples.Late > 1 && samples.Late > settings.LateShareToBrake * samples.Ended)
        {
            return Brake(settings.StrongestBrake, LimitReason.Late);
        }

        if (IsTooMuch(window, upper))
        {
            return Brake(Math.Max(settings.StrongestBrake, 1 - (0.5 * (Waiting - lower) / limit)), LimitReason.QueueInServer);
        }

        if (!full)
        {
            return LimitReason.NotFull;
        }

        if (Waiting >= lower / 2 && elasticity.TryGet(out double slope) && slope < Collapsed)
        {
            return Brake(1 - (Math.Max(1, Math.Log10(limit)) / limit), LimitReason.Collapse);
        }

        return Waiting < lower ? Grow(lower) : LimitReason.Held;
    }

    /// <summary>
    /// At once where chance cannot explain it, else when a second window in a row says so: a brake by chance costs goodput, one that comes a
    /// window late only a few milliseconds of waiting.
    /// </summary>
    private bool IsTooMuch(in LimitWindow window, double upper)
    {
        bool above = Waiting > upper;
        bool certain = above && (Waiting - (2 * window.WaitingDeviation) > upper || braceForQueue);
        braceForQueue = above;
        return certain;
    }

    private LimitReason Brake(double factor, LimitReason reason)
    {
        limit = Math.Max(settings.Floor, limit * factor);
        everBraked = true;
        return reason;
    }

    private LimitReason Grow(double lower)
    {
        if (Waiting >= lower / 2)
        {
            limit += Math.Max(1, Math.Log10(limit));
            return LimitReason.Rise;
        }

        limit += everBraked ? Math.Sqrt(limit) : limit;
        return everBraked ? LimitReason.Rise : LimitReason.SlowStart;
    }
}
