namespace Holdfast.Drills;

/// <summary>
/// Finds the highest rate that a server sustains within an objective, by trials at chosen rates: 1 climb in doubling steps until one
/// fails, 2 narrow with longer trials near the edge, each at the rate about which <see cref="RateBelief"/> is least sure, 3 report with
/// interval. It knows no socket and no clock: the same class runs against a model in virtual time.
/// </summary>
/// <param name="progress">Told each trial when it has ended.</param>
public sealed class MaximumRateSearch(ITrialRunner runner, MaximumRateOptions options, Action<Trial>? progress = null)
{
    private const double ClimbFactor = 2;
    private const double ClimbSpread = 0.05;
    private const int NarrowTrialsMinimum = 6;
    private const int NarrowTrialsPlanned = 9;

    // Half of a trial fills the queue: near the capacity it takes seconds until it is as long as it will be.
    private const double NarrowWarmUpShare = 0.5;

    // Another program may have had the processor: only a generator that is late again and again is the limit.
    private const int ClientLimitedRepeats = 4;

    // In trials that begin with an empty queue a server looks so much better than in the long run, because a queue near the capacity takes
    // longer to grow than a trial lasts. Found by simulation, see the tests.
    private const double ShortTrialFlattery = 0.025;

    // Trials are short against the time in which a queue near the capacity forgets, and err together: the interval is stretched by so much.
    private const double IntervalStretch = 0.02;

    // What is in between is not worth a search: the generator cannot go higher.
    private const double CeilingIsNear = 1.1;

    // Just above the capacity a queue grows so slowly that a short trial would call it sustained.
    private static readonly TimeSpan NarrowSlotMinimum = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NarrowSlotMaximum = TimeSpan.FromSeconds(14);

    private readonly List<Trial> trials = [];
    private TimeSpan elapsed;

    // Highest rate that was sustained, lowest that failed above it, lowest at which the generator was the limit.
    private double sustained;
    private double failed = double.PositiveInfinity;
    private double ceiling = double.PositiveInfinity;

    private bool IsUsedUp => trials.Count >= options.TrialsMaximum || elapsed >= options.TotalTime;

    public async Task<MaximumRateResult> RunAsync(CancellationToken cancellation = default)
    {
        MaximumRateEnd? early = await Climb(cancellation);
        return early is { } end ? WithoutEdge(end) : await Narrow(cancellation);
    }

    /// <summary>Null when there is a rate that was sustained and a higher one that failed.</summary>
    private async Task<MaximumRateEnd?> Climb(CancellationToken cancellation)
    {
        double rate = Math.Clamp(options.StartRate, options.RateMinimum, options.RateMaximum);
        while (!IsUsedUp)
        {
            Trial trial = await Try(rate, options.ClimbTrial / 4, options.ClimbTrial, cancellation);
            for (int again = 0; again < (trial.Verdict == TrialVerdict.ClientLimited ? ClientLimitedRepeats : 1) && IsDoubtful(trial) && !IsUsedUp; again++)
            {
                // A single pause of the machine must not end the climb at a tenth of the capacity.
                trial = await Try(rate, options.ClimbTrial / 4, options.ClimbTrial, cancellation);
            }

            Note(trial);
            if (sustained > 0 && double.IsFinite(failed))
            {
                return null;
            }

            if (EndOfClimb(rate) is { } end)
            {
                return end;
            }

            rate = NextOfClimb(rate);
        }

        return MaximumRateEnd.Imprecise;
    }

    private static bool IsDoubtful(Trial trial) => trial.Verdict != TrialVerdict.Sustained && !trial.Saturated;

    private MaximumRateEnd? EndOfClimb(double rate) =>
        ceiling / sustained < CeilingIsNear ? MaximumRateEnd.ClientLimited
        : sustained >= options.RateMaximum ? MaximumRateEnd.MaximumReached
        : sustained == 0 && rate <= options.RateMinimum ? (double.IsFinite(failed) ? MaximumRateEnd.NothingSustained : MaximumRateEnd.ClientLimited)
        : null;

    private double NextOfClimb(double rate)
    {
        if (sustained == 0)
        {
            return Math.Max(rate / ClimbFactor, options.RateMinimum);
        }

        double next = sustained * ClimbFactor < ceiling ? sustained * ClimbFactor : Math.Sqrt(sustained * ceiling);
        return Math.Min(next, options.RateMaximum);
    }

    private async Task<MaximumRateResult> Narrow(CancellationToken cancellation)
    {
        RateBelief belief = new(Math.Min(sustained, failed) / 2, Math.Max(sustained, failed) * 2);
        foreach (Trial trial in trials.Where(trial => trial.Verdict != TrialVerdict.ClientLimited))
        {
            belief.Learn(trial.Request.RequestsPerSecond, trial.Verdict == TrialVerdict.Sustained, ClimbSpread);
        }

        if (Guess() is { } guess)
        {
            belief.Expect(guess);
        }

        TimeSpan slot = Slot((options.TotalTime - elapsed) / NarrowTrialsPlanned);
        double rate = belief.Quantile(0.5);
        int judged = 0;
        int clientLimited = 0;
        while (!(IsUsedUp || elapsed + slot > options.TotalTime) && !(judged >= NarrowTrialsMinimum && IsNarrow(belief)))
        {
            Trial trial = await Try(rate, slot * NarrowWarmUpShare, slot * (1 - NarrowWarmUpShare), cancellation, near: true);
            if (trial.Verdict == TrialVerdict.ClientLimited)
            {
                // The generator may have been disturbed: the trial is repeated, but not for ever.
                if (++clientLimited > ClientLimitedRepeats)
                {
                    return WithoutEdge(MaximumRateEnd.ClientLimited);
                }

                continue;
            }

            judged++;
            Note(trial);
            belief.Learn(rate, trial.Verdict == TrialVerdict.Sustained);
            rate = Math.Min(belief.Quantile(0.5), options.RateMaximum);
        }

        return WithEdge(belief);
    }

    /// <summary>A saturated server answers at its own pace, and most sustain nearly that; null when the climb did not saturate it.</summary>
    private double? Guess()
    {
        Trial? saturated = trials.FindLast(trial => trial.Saturated && trial.Verdict is TrialVerdict.MissedObjective or TrialVerdict.FellBehind);
        double pace = 0.97 * (saturated?.PacePerSecond ?? 0);
        return pace > sustained && pace < failed ? pace : null;
    }

    /// <summary>Long enough for a thousand requests, the least of which a p99 means something, but twenty seconds at most.</summary>
    private TimeSpan Slot(TimeSpan planned)
    {
        TimeSpan usual = planned < NarrowSlotMinimum ? NarrowSlotMinimum : planned > NarrowSlotMaximum ? NarrowSlotMaximum : planned;
        TimeSpan forQuantile = TimeSpan.FromSeconds(Math.Min(20, 1000 / sustained / (1 - NarrowWarmUpShare)));
        return usual > forQuantile ? usual : forQuantile;
    }

    private bool IsNarrow(RateBelief belief)
    {
        (double low, double high) = Interval(belief);
        return high / low <= (1 + options.Precision) / (1 - options.Precision);
    }

    private (double Low, double High) Interval(RateBelief belief) =>
        (belief.Quantile((1 - options.Confidence) / 2) * (1 - ShortTrialFlattery - IntervalStretch),
            belief.Quantile((1 + options.Confidence) / 2) * (1 - ShortTrialFlattery + IntervalStretch));

    /// <param name="near">
    /// The next rate is close to this one, so the queue that is left is about the one that the next rate keeps: a better beginning than an
    /// empty one, since near the capacity a queue takes longer to build up than a trial lasts.
    /// </param>
    private async Task<Trial> Try(double rate, TimeSpan warmUp, TimeSpan duration, CancellationToken cancellation, bool near = false)
    {
        cancellation.ThrowIfCancellationRequested();
        TrialRequest request = new(rate, warmUp, duration);
        Trial trial = new(trials.Count + 1, request, await runner.RunAsync(request, cancellation));
        trials.Add(trial);
        elapsed += trial.Outcome.Elapsed;
        progress?.Invoke(trial);
        if (!near || trial.Saturated)
        {
            elapsed += await runner.CoolDownAsync(options.CoolDownMaximum, cancellation);
        }

        return trial;
    }

    private void Note(Trial trial)
    {
        double rate = trial.Request.RequestsPerSecond;
        switch (trial.Verdict)
        {
            case TrialVerdict.Sustained:
                sustained = Math.Max(sustained, rate);
                break;
            case TrialVerdict.ClientLimited:
                ceiling = Math.Min(ceiling, rate);
                break;
            default:
                failed = Math.Min(failed, rate);
                break;
        }
    }

    private MaximumRateResult WithEdge(RateBelief belief)
    {
        double rate = belief.Quantile(0.5) * (1 - ShortTrialFlattery);
        (double low, double high) = Interval(belief);
        int[] contradictions = [.. trials.Where(trial => Contradicts(trial, rate)).Select(trial => trial.Number)];
        // A pause of the machine makes a trial fail, but nothing makes a server sustain far more than it can: then it has changed.
        bool changed = contradictions.Length * 4 > trials.Count || sustained > 1.3 * rate;
        MaximumRateEnd end = changed ? MaximumRateEnd.Contradictory
            : IsNarrow(belief) ? MaximumRateEnd.Found
            : MaximumRateEnd.Imprecise;
        return new MaximumRateResult(end, rate, low, high, options.Confidence, trials, contradictions, elapsed);
    }

    // A tenth away from the edge no server's luck decides any more.
    private static bool Contradicts(Trial trial, double rate) => trial.Verdict switch
    {
        TrialVerdict.Sustained => trial.Request.RequestsPerSecond > rate * 1.1,
        TrialVerdict.ClientLimited => false,
        _ => trial.Request.RequestsPerSecond < rate * 0.9,
    };

    private MaximumRateResult WithoutEdge(MaximumRateEnd end) => new(end, sustained, sustained, failed, options.Confidence, trials, [], elapsed);
}
