namespace Holdfast.Foundation;

/// <summary>
/// The only source of time. Control logic takes a clock so that the same class runs in virtual time in tests and simulations.
/// </summary>
public interface IClock
{
    /// <summary>Monotonic time in nanoseconds from an arbitrary origin; never goes back.</summary>
    long NowNanoseconds { get; }

    /// <summary>Wall-clock time, UTC; may jump. For records that people read, never for measuring durations.</summary>
    DateTimeOffset UtcNow { get; }
}
