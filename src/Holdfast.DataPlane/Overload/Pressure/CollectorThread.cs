namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Keeps the runtime's thread alive that looks through the old generation while everybody goes on. After 20 s without work it ends, and the collection that needs it next makes a new one
/// and does not wait for it: on a busy machine it is not there yet, and the whole old generation is looked through while everybody stands still (10.0 ms of 17 MB at ten times the
/// capacity; dotnet/runtime issue 13238). So it is given something to do before it ends. Owner: the control loop. docs/design/0018-short-pauses.md has the measurement.
/// </summary>
/// <param name="collect">Begins a collection of the old generation in the background, and returns soon.</param>
internal sealed class CollectorThread(Action collect)
{
    /// <summary>Nanoseconds from one to the next: well below the 20 s, and each is two stops of half a millisecond.</summary>
    public const long PaceNanoseconds = 12_000_000_000;

    private long due = long.MinValue;

    /// <summary>Two stops of some tenths of a millisecond, and between them some milliseconds of the other thread's time.</summary>
    public static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);

    /// <param name="nowNanoseconds">From the same clock as ever.</param>
    public void Tick(long nowNanoseconds)
    {
        if (nowNanoseconds >= due)
        {
            collect();
            due = nowNanoseconds + PaceNanoseconds;
        }
    }
}
