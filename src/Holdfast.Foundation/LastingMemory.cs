namespace Holdfast.Foundation;

/// <summary>
/// For what lives as long as a route, a server or the process. A collection of the young copies what it finds, while all threads stand still:
/// what lasts is copied twice until it is old, and some megabytes made at once are a pause of some milliseconds. Arrays lie where nothing is
/// ever moved; of objects, a collection is asked for after each small portion. docs/design/0021-lasting-objects.md has the measurement.
/// </summary>
public static class LastingMemory
{
    // Bytes. Each portion is moved by two collections, so each of those moves a quarter of a MiB, and twice that where what was noted is too little: 0.7 ms.
    private const int PortionBytes = 128 << 10;

    [ThreadStatic]
    private static int noted;

    /// <summary>All zero, and never moved. Of plain values only, which no collection has to look through either.</summary>
    public static T[] Array<T>(int length)
        where T : unmanaged => GC.AllocateArray<T>(length, pinned: true);

    /// <summary>An object was made that lasts; not for a worker thread, which never waits for a collection of its own.</summary>
    /// <param name="bytes">About what it takes, with all that was made for it and is not an array from here.</param>
    public static void Note(int bytes)
    {
        noted += bytes;
        if (noted >= PortionBytes)
        {
            noted = 0;
            Settle();
        }
    }

    /// <summary>
    /// Brings what was made since the last time a step nearer to where no collection moves it any more: two such steps, and it is there. Not for a worker thread.
    /// </summary>
    public static void Settle() => GC.Collect(1, GCCollectionMode.Forced, blocking: true);

    /// <summary>Brings all that was made so far to where no collection moves it any more: some tens of milliseconds in which all threads stand still, so before anybody is served.</summary>
    public static void SettleBeforeServing()
    {
        Settle();

        // Of the old generation, too: how much may be made until it is looked through again grows with what is found in it now.
        GC.Collect();

        // Makes the thread that does so from now on while everybody goes on.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }
}
