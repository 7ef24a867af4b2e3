using System.Diagnostics;

namespace Holdfast.Foundation;

/// <summary>The machine's clock. Any thread.</summary>
public sealed class SystemClock : IClock
{
    // CLOCK_MONOTONIC has a fixed 1 ns tick on Linux, so a Stopwatch tick is a nanosecond; the factor keeps it right elsewhere.
    private static readonly long NanosecondsPerTick = 1_000_000_000L / Stopwatch.Frequency;

    private SystemClock()
    {
    }

    public static SystemClock Instance { get; } = new();

#pragma warning disable RS0030 // This is the seam itself: the one place that reads the machine's clocks.
    public long NowNanoseconds => Stopwatch.GetTimestamp() * NanosecondsPerTick;

    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;
#pragma warning restore RS0030
}
