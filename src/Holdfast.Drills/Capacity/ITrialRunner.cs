namespace Holdfast.Drills;

/// <summary>What <see cref="MaximumRateSearch"/> asks of a load generator, or of a model of one in virtual time.</summary>
public interface ITrialRunner
{
    /// <summary>Offers a fixed rate, open-loop: first for the warm-up, which is not counted, then for the measured duration.</summary>
    Task<TrialOutcome> RunAsync(TrialRequest trial, CancellationToken cancellation);

    /// <summary>
    /// Offers nothing until the server is idle again, at most so long; says how long that took. A trial that begins with the queue of the
    /// one before it would measure that queue.
    /// </summary>
    Task<TimeSpan> CoolDownAsync(TimeSpan maximum, CancellationToken cancellation);
}
