namespace Holdfast.DataPlane.Overload;

/// <summary>The most requests in flight of the last minute, in stretches of five seconds. Control loop only.</summary>
internal sealed class PeakMemory
{
    private const int Stretches = 12;
    private const long StretchNanoseconds = 5_000_000_000;

    private readonly int[] peaks = new int[Stretches];
    private long stretchSince;
    private int stretch;

    public PeakMemory(int first, long now)
    {
        peaks[0] = first;
        stretchSince = now;
    }

    public int Most => peaks.Max();

    public void Note(int inFlight, long now)
    {
        if (now - stretchSince >= StretchNanoseconds)
        {
            stretch = (stretch + 1) % Stretches;
            peaks[stretch] = 0;
            stretchSince = now;
        }

        peaks[stretch] = Math.Max(peaks[stretch], inFlight);
    }
}
