namespace Holdfast.DataPlane.Overload;

/// <summary>What a queue has done with the waiters of one class, since the start. Written by the owner, read by anybody.</summary>
internal sealed class QueueCounters
{
    /// <summary>Came to wait.</summary>
    public long Entered;

    /// <summary>Got a slot, or were taken for one and had left.</summary>
    public long Taken;

    /// <summary>Lost their place to the more important, or to clients that take less.</summary>
    public long PushedOut;

    /// <summary>Of those, by clients over their fair share.</summary>
    public long OverFairShare;

    /// <summary>Waited as long as their class may, or too long to be answered in time.</summary>
    public long Expired;

    /// <summary>Of those, given up early because the queue stood.</summary>
    public long Stood;

    /// <summary>Left by themselves.</summary>
    public long Left;

    /// <summary>Present.</summary>
    public int Count;

    /// <summary>When the one that waits longest came, as of the last look at the time; 0 for nobody.</summary>
    public long OldestNanoseconds;
}
