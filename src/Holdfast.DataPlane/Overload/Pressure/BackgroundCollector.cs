using System.Runtime;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Keeps the runtime's thread alive that looks through the old generation while everybody goes on. After 20 s without work it ends, and the collection that needs it next makes a new one
/// and does not wait for it: on a busy machine it is not there yet, and the whole old generation is looked through while everybody stands still (10.0 ms of 17 MB at ten times the
/// capacity; dotnet/runtime issue 13238). So it is given something to do before it ends. Owner: the control loop. docs/design/0018-short-pauses.md has the measurement.
/// </summary>
/// <param name="collections">How many times it has worked so far.</param>
/// <param name="collect">Begins a collection of the old generation in the background, and returns soon.</param>
internal sealed class BackgroundCollector(Func<long> collections, Action collect)
{
    /// <summary>
    /// Nanoseconds from one look to the next. Its own work ends after the look that began it, so every second look finds that something was done, and the thread rests for two of them at
    /// most: twelve seconds of the 20. Each time is two stops of 0.3 to 0.7 ms, and 5 to 10 ms of the thread's own time for 17 MB: if that grows with the memory, a twentieth of a processor for a hundred times as much.
    /// </summary>
    public const long LookNanoseconds = 6_000_000_000;

    private long due = long.MinValue;
    private long known;

    /// <summary>Null where the operator has switched background collections off: each would stop everybody for as long as it takes.</summary>
    public static BackgroundCollector? OfProcess() =>
        GCSettings.LatencyMode == GCLatencyMode.Batch ? null : new(() => GC.GetGCMemoryInfo(GCKind.Background).Index, Collect);

    /// <summary>Begins one and does not wait for it.</summary>
    public static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);

    /// <param name="nowNanoseconds">From the same clock as ever.</param>
    public void Tick(long nowNanoseconds)
    {
        if (nowNanoseconds < due)
        {
            return;
        }

        due = nowNanoseconds + LookNanoseconds;
        long now = collections();
        if (now == known)
        {
            collect();
        }

        known = now;
    }
}
