namespace Holdfast.Telemetry.Series;

/// <summary>A counter that only rises, looked at once a second.</summary>
internal struct CounterDelta
{
    private long previous;

    /// <summary>What was added since the last look; the first look gives all there is.</summary>
    public long Take(long now)
    {
        long change = now - previous;
        previous = now;
        return Math.Max(0, change);
    }
}
