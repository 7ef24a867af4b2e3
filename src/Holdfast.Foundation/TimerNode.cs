namespace Holdfast.Foundation;

/// <summary>
/// One timer, embedded in its owner by inheritance: scheduling links the node itself, so timers cost no allocation. Belongs to one
/// <see cref="TimerWheel"/> at a time; owner's thread only.
/// </summary>
public abstract class TimerNode
{
    internal const int NotListed = -1;

    // Wheel only.
    internal TimerNode? Previous;
    internal TimerNode? Next;
    internal long DueTick;
    internal int List = NotListed;

    public bool IsScheduled => List != NotListed;

    /// <summary>
    /// The time has come. The node is not scheduled any more; it may schedule itself again and schedule or cancel others. What is
    /// scheduled here fires in a later <see cref="TimerWheel.Advance"/> at the earliest, so a timer due at once cannot hold the loop.
    /// </summary>
    protected internal abstract void OnDue(long nowNanoseconds);
}
