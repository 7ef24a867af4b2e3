namespace Holdfast.Drills;

/// <summary>Slow at first: caches are empty, code is not compiled. The factor falls in a straight line from its first value to 1.</summary>
/// <param name="Factor">How many times longer the first request takes.</param>
public readonly record struct ColdStart(TimeSpan Duration, double Factor)
{
    /// <param name="sinceStartNanoseconds">Since the start, or since the origin came back from death.</param>
    public double FactorAt(long sinceStartNanoseconds)
    {
        double duration = (double)Duration.Ticks * TimeSpan.NanosecondsPerTick;
        return duration <= 0 || sinceStartNanoseconds >= duration ? 1 : 1 + ((Factor - 1) * (1 - (sinceStartNanoseconds / duration)));
    }
}
