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
    private const int SettledWindows = 4;

    // Of healthy servers less than a hundredth takes so long; and of what it may have, so that five of a hundred and fifty are not taken for all.
    private const int FewestInVain = 5;
    private const double ShareInVain = 0.3;

    // Twenty become two within two looks; at 0.7, as for other brakes, within seven, each of which sends more that nobody will wait for. No less than a tenth: so few tell as
    // soon as it works again, and what is left of a hundred is not one.
    private const double BrakeInVain = 0.3;
    private const double LeastInVain = 0.1;

    // Fewer could be the last that it had begun; slower ones have waited behind others.
    private const int FewestBack = 3;
    private const double SlowestBack = 4;

    // What chance may explain, in standard deviations: a wrong brake costs goodput until it has grown again, a wrong step up a little waiting.
    private const double SureToBrake = 3;
    private const double SureToGrow = 0.5;

    // Nearly all that is too much goes at once: what waits in the server is measured, not sought.
    private const double BrakeGain = 0.9;

    private LimitSettings settings;
    private readonly Elasticity elasticity = new();
    private readonly BrakeEpisode episode = new();
    private double limit;
    private bool everBraked;
    private int rises;
    private int held;
    private double beforeInVain;

    public ConcurrencyLimit(LimitSettings settings)
    {
        this.settings = settings;
        limit = settings.Start;
    }

    public double Limit => limit;

    public LimitReason Reason { get; private set; }

    /// <summary>Requests that wait in the server, as last measured.</summary>
    public double Waiting { get; private set; }

    /// <summary>Braking has not helped: the server has become slower by itself. To be taken into its baseline.</summary>
    public bool WasBrakedInVain { get; private set; }

    private double Lower => settings.BandRequests + (settings.BandShare * limit);

    private double Upper => settings.BandWidth * Lower;

    /// <summary>The operator's bounds are others now. What was learned holds within them.</summary>
    public void Use(LimitSettings next)
    {
        settings = next;
        limit = Math.Clamp(limit, next.Floor, next.Ceiling);
    }

    /// <summary>
    /// Whether the window can be judged before its time: because no more samples could change the verdict. So a server that is clearly too
    /// full is braked after the shortest window, and one near the band is watched until chance is out of the question.
    /// </summary>
    public bool IsClear(in LimitWindow window, double baseline)
    {
        double waiting = window.Waiting(baseline);
        double deviation = window.WaitingDeviation;
        return waiting - (SureToBrake * deviation) > Upper
            || (IsFull(window) && Unused(window, baseline) + ((everBraked ? SureToGrow : 0) * deviation) < Lower / 2)
            || deviation < (Upper - Lower) / 4
            || IsDropping(window.Samples);
    }

    /// <summary>Judges one window.</summary>
    /// <param name="baseline">The server's own speed.</param>
    /// <param name="mostInFlight">Of the last minute.</param>
    public void Update(in LimitWindow window, double baseline, int mostInFlight)
    {
        elasticity.Add(window.InFlight, window.AnswersPerSecond);
        Waiting = window.Waiting(baseline);
        LimitReason reason = Judge(window, Unused(window, baseline));
        rises = reason == LimitReason.Rise ? rises : 0;
        NoteEpisode(window, reason);
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

    /// <summary>Too few answers to judge, and there is a reason for that which speaks against nobody: <see cref="LongRequests"/>.</summary>
    public void RaiseBlindly(double to)
    {
        limit = Math.Clamp(to, settings.Floor, settings.Ceiling);
        Reason = LimitReason.LongRequests;
    }

    /// <summary>The server was away, or is another one: what was learned about growing does not hold any more.</summary>
    /// <param name="isSettled">It holds: the limit was found by another process.</param>
    public void Restart(double from, bool isSettled = false)
    {
        limit = Math.Max(from, settings.Floor);
        everBraked = isSettled;
        beforeInVain = isSettled ? beforeInVain : 0;
        episode.End();
        elasticity.Reset();
        Reason = LimitReason.Start;
    }

    /// <summary>
    /// So many were waited for in vain, for several times what they take, and hardly one was answered: that needs no twenty samples. What the server still has to do for those
    /// who were given up is more than it can; each further request makes it more, and until some are answered few say as much as many.
    /// </summary>
    public bool IsInVain(in SampleTotals samples)
    {
        long vain = Math.Min(samples.Timeouts, samples.Timed) - samples.TimeoutsOfLeavers;
        return vain >= Math.Max(FewestInVain, limit * ShareInVain) && vain >= FewestInVain * samples.Answers;
    }

    /// <summary>After that: some are answered, and quickly. It is done with the others, or what held it is over.</summary>
    public bool IsBack(in SampleTotals samples) =>
        beforeInVain > 0 && samples.Answers >= FewestBack && samples.AnswerNanoseconds <= SlowestBack * samples.AnswerExpectedNanoseconds;

    private LimitReason Judge(in LimitWindow window, double unused)
    {
        if (IsInVain(window.Samples))
        {
            beforeInVain = Math.Max(beforeInVain, limit);
            return Brake(Math.Max(BrakeInVain, LeastInVain * beforeInVain / limit), LimitReason.Drops);
        }

        if (IsBack(window.Samples))
        {
            // Half of what it had: if that is too much for it, what waits in it is seen, and half of that is next.
            limit = Math.Max(limit, beforeInVain / 2);
            beforeInVain = 0;
            return LimitReason.Rise;
        }

        if (IsDropping(window.Samples))
        {
            return Brake(settings.StrongestBrake, LimitReason.Drops);
        }

        bool known = elasticity.TryGet(out double slope);
        if (IsLate(window.Samples) && Waiting > Lower && !(known && slope > 0.3))
        {
            return Brake(settings.StrongestBrake, LimitReason.Late);
        }

        if (Waiting > Upper)
        {
            return Brake(Math.Max(settings.StrongestBrake, 1 - (BrakeGain * (Waiting - ((Lower + Upper) / 2)) / limit)), LimitReason.QueueInServer);
        }

        if (!IsFull(window))
        {
            return LimitReason.NotFull;
        }

        if (Waiting >= Lower / 2 && known && slope < Collapsed)
        {
            return Brake(1 - (Math.Max(1, Math.Log10(limit)) / limit), LimitReason.Collapse);
        }

        return unused < Lower ? Grow(unused) : LimitReason.Held;
    }

    // Of what is in force, a whole number: four fifths of 1.4 are more than the one request that it lets in, which would stay alone for ever.
    private bool IsFull(in LimitWindow window) => window.Peak >= FullShare * Math.Round(limit);

    /// <summary>
    /// Part of the limit that did not work. Not the same as what waits: in a window in which a crowd has just begun to come the limit is reached,
    /// but hardly any of its slow answers has arrived yet, so nothing seems to wait.
    /// </summary>
    private double Unused(in LimitWindow window, double baseline) => limit - window.Working(baseline);

    private void NoteEpisode(in LimitWindow window, LimitReason reason)
    {
        WasBrakedInVain = false;
        if (reason == LimitReason.QueueInServer && !episode.IsOn)
        {
            // Why it is too full is not known yet. If it has become slower, windows from before would make every later one look like a collapse.
            elasticity.Reset();
        }

        if (reason == LimitReason.QueueInServer || (episode.IsOn && reason == LimitReason.Held))
        {
            episode.Add(window);
            WasBrakedInVain = episode.WasInVain();
        }

        held = reason == LimitReason.Held ? held + 1 : 0;
        // Settled: what comes after that is another story, and must not be compared with windows from before.
        if (WasBrakedInVain || held > SettledWindows || reason is LimitReason.Rise or LimitReason.NotFull or LimitReason.SlowStart)
        {
            episode.End();
        }
    }

    private bool IsDropping(in SampleTotals samples) =>
        IsMany(samples.Drops, settings.DropShareToBrake, samples) || IsMany(samples.Timeouts, settings.TimeoutShareToBrake, samples);

    /// <summary>
    /// An absolute sign, for the case that the baseline is wrong. A route whose longest requests always take that long gives it, too, so some
    /// waiting must be seen as well.
    /// </summary>
    private bool IsLate(in SampleTotals samples) =>
        IsMany(samples.Late, settings.LateShareToBrake, samples) || IsMany(samples.Timeouts, settings.DropShareToBrake, samples);

    private static bool IsMany(long count, double share, in SampleTotals samples) => count > 1 && count > share * samples.Ended;

    private LimitReason Brake(double factor, LimitReason reason)
    {
        limit = Math.Max(settings.Floor, limit * factor);
        everBraked = true;
        return reason;
    }

    private LimitReason Grow(double unused)
    {
        if (unused >= Lower / 2)
        {
            limit += Math.Max(1, Math.Log10(limit));
            return LimitReason.Rise;
        }

        // The first step is one, and each further one in a row twice the last: near its place the limit takes no leaps for a chance.
        limit += everBraked ? Math.Min(Math.Sqrt(limit), 1 << Math.Min(rises, 20)) : limit;
        rises++;
        return everBraked ? LimitReason.Rise : LimitReason.SlowStart;
    }
}
