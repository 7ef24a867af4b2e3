using System.Runtime.CompilerServices;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Has a look at the pauses right after each garbage collection, so that each is recorded by itself. The runtime tells nobody that it has
/// collected, but it finalizes what nobody holds: so an object that nobody holds is left for each collection, a few words of memory.
/// </summary>
internal sealed class PauseWatch : IDisposable
{
    private readonly PauseRecord record;
    private volatile bool isOver;

    public PauseWatch(PauseRecord record)
    {
        this.record = record;
        Leave();
    }

    public void Dispose() => isOver = true;

    // Not inlined: nothing on the caller's stack may hold what is made here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Leave() => _ = new Notice(this);

    private void Look()
    {
        if (!isOver)
        {
            record.Update((long)GC.GetTotalPauseDuration().TotalNanoseconds, GC.CollectionCount(0));
            Leave();
        }
    }

    private sealed class Notice(PauseWatch watch)
    {
        ~Notice() => watch.Look();
    }
}
