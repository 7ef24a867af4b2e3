namespace Holdfast.Drills.Load;

/// <summary>The time line of one run, in nanoseconds of the loop's clock. Seconds are counted from the end of the warm-up.</summary>
internal sealed class LoadTimes(LoadPlan plan, long start)
{
    public const long Second = 1_000_000_000;

    public long Start { get; } = start;

    public long MeasureStart { get; } = start + Nanoseconds(plan.WarmUp);

    /// <summary>Nothing is due from here on.</summary>
    public long SendEnd { get; } = start + Nanoseconds(plan.WarmUp) + Nanoseconds(plan.Duration);

    /// <summary>Nothing is waited for from here on.</summary>
    public long WaitEnd { get; } = start + Nanoseconds(plan.WarmUp) + Nanoseconds(plan.Duration) + Nanoseconds(plan.Grace);

    /// <summary>The first second, 0 or negative.</summary>
    public int FirstSecond { get; } = -(int)Math.Ceiling(plan.WarmUp.TotalSeconds);

    /// <summary>Seconds with requests, the warm-up's included.</summary>
    public int SecondCount { get; } = (int)Math.Ceiling(plan.WarmUp.TotalSeconds) + (int)Math.Ceiling(plan.Duration.TotalSeconds);

    public static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    public bool IsMeasured(long intendedAt) => intendedAt >= MeasureStart;

    public int SecondOf(long time)
    {
        long since = time - MeasureStart;
        return (int)(since >= 0 ? since / Second : ((since + 1) / Second) - 1);
    }

    public long EndOf(int second) => MeasureStart + ((second + 1) * Second);
}
