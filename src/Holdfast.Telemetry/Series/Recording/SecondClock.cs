namespace Holdfast.Telemetry.Series;

/// <summary>
/// Which second is to be recorded, from both clocks of the machine. A clock that is set forward leaves a gap; one that is set back must not
/// make the record go back: it goes on ahead of the clock by as much until the next start. One thread.
/// </summary>
public sealed class SecondClock
{
    // Below that it is the difference of two readings that are not of the same instant.
    private static readonly TimeSpan SmallestStep = TimeSpan.FromMilliseconds(500);

    private DateTimeOffset lastTime;
    private long lastNanoseconds;
    private TimeSpan ahead;
    private bool hasBegun;

    /// <summary>The newest second that is over.</summary>
    public long Second { get; private set; }

    /// <summary>Since the second before, measured; more than one where seconds were missed.</summary>
    public double ElapsedSeconds { get; private set; }

    /// <summary>How far the clock has jumped since the last call; zero when it has not.</summary>
    public TimeSpan Step { get; private set; }

    /// <summary>True when a second is over that was not told before.</summary>
    public bool TryTake(DateTimeOffset time, long nanoseconds)
    {
        Step = hasBegun ? time - lastTime - TimeSpan.FromMicroseconds((nanoseconds - lastNanoseconds) / 1000.0) : TimeSpan.Zero;
        Step = Step.Duration() < SmallestStep ? TimeSpan.Zero : Step;
        ahead = ahead - Step < TimeSpan.Zero ? TimeSpan.Zero : ahead - Step;
        double elapsed = hasBegun ? (nanoseconds - lastNanoseconds) / 1e9 : 1;
        long second = (time + ahead).ToUnixTimeSeconds() - 1;
        if (hasBegun && second <= Second)
        {
            if (Step != TimeSpan.Zero)
            {
                // Told now, not again with the next second.
                lastTime += Step;
            }

            return false;
        }

        hasBegun = true;
        lastTime = time;
        lastNanoseconds = nanoseconds;
        Second = second;
        // Waking some milliseconds early or late is no other rate.
        ElapsedSeconds = Math.Abs(elapsed - 1) < 0.1 ? 1 : elapsed;
        return true;
    }

    /// <summary>Until a little after the next second's end.</summary>
    public TimeSpan UntilNext(DateTimeOffset time)
    {
        const int MillisecondsAfter = 3;
        return TimeSpan.FromMilliseconds(1000 + MillisecondsAfter - ((time + ahead).ToUnixTimeMilliseconds() % 1000));
    }
}
