namespace Holdfast.Cli;

/// <summary>When the demo looks next: at each whole second since its start, and at its end.</summary>
internal static class DemoPace
{
    // Less than this is too short for a rate: a late look is not followed by a hasty one.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(300);

    /// <summary>How long to wait, in whole milliseconds because waiting knows no smaller ones; null when it is time to end.</summary>
    public static TimeSpan? UntilNext(TimeSpan elapsed, TimeSpan? duration)
    {
        TimeSpan end = duration ?? TimeSpan.MaxValue;
        if (elapsed >= end)
        {
            return null;
        }

        TimeSpan next = TimeSpan.FromSeconds(Math.Floor((elapsed + Shortest).TotalSeconds) + 1);
        next = next > end - Shortest ? end : next;
        return TimeSpan.FromMilliseconds(Math.Ceiling((next - elapsed).TotalMilliseconds));
    }
}
