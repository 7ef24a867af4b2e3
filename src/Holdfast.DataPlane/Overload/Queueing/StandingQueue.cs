namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Tells a queue that stands from one that comes and goes, as CoDel does: by the shortest wait in a window. While it stands, the newest
/// is served first and whoever has waited long is given up, because a first-come queue that is full serves everybody late.
/// </summary>
/// <remarks>
/// One window above the mark proves nothing: at 85 % load chance alone keeps a queue up for that long. It takes five in a row.
/// </remarks>
internal struct StandingQueue
{
    private const int WindowsInARow = 5;

    private long windowEnd;
    private long shortest;
    private int windows;

    public readonly bool Stands => windows >= WindowsInARow;

    /// <summary>A wait was that long; 0 when nobody waits any more.</summary>
    public void Note(long waitedNanoseconds) => shortest = Math.Min(shortest, waitedNanoseconds);

    /// <summary>Closes the window when its time is over. To be called before waits of now are noted.</summary>
    public void Advance(long nowNanoseconds, long standingNanoseconds, long windowNanoseconds)
    {
        if (nowNanoseconds < windowEnd)
        {
            return;
        }

        // The shortest wait of nobody: where none was noted and yet somebody waits, nobody was served, which is as bad as it can be.
        windows = shortest > standingNanoseconds ? Math.Min(windows + 1, WindowsInARow) : 0;
        shortest = long.MaxValue;
        windowEnd = nowNanoseconds + windowNanoseconds;
    }
}
