using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.DataPlane.Takeover;

/// <summary>
/// Another process's part of <see cref="SharedLimits"/>: whether there is one, and whether it lives. A process holds a lock for its lane that
/// the kernel takes back when it ends, so neither a number that is given to another process nor a container's own numbers can deceive.
/// One thread.
/// </summary>
internal sealed class SharedLane
{
    /// <summary>In the lane's word in the place of a process's number: the process has gone on purpose.</summary>
    public const long Left = -1;

    // What it had sent is still being worked on: to give its places away at once would ask more of the servers than they are to get.
    private const long GraceNanoseconds = 1_000_000_000;

    private readonly SharedPages pages;
    private readonly SharedWord process;
    private long deadSince;

    public SharedLane(SharedPages pages, int lane, SharedWord process)
    {
        this.pages = pages;
        this.process = process;
        Lane = lane;
    }

    public int Lane { get; }

    /// <summary>A process has it, or had it and it is not empty yet.</summary>
    public bool IsUsed => Volatile.Read(ref process.Value) != 0;

    /// <summary>Its process has ended: the lane is to be emptied and given back with <see cref="Free"/>.</summary>
    /// <param name="isOver">So long ago that its servers have done with what it had sent.</param>
    public bool IsDead(long nowNanoseconds, out bool isOver)
    {
        if (deadSince == 0 && IsUsed && pages.TryLock(Lane))
        {
            // With the lock nobody else can enter while the lane is not empty.
            deadSince = Math.Max(1, nowNanoseconds);
        }

        isOver = nowNanoseconds - deadSince >= GraceNanoseconds;
        return deadSince != 0;
    }

    public void Free()
    {
        Volatile.Write(ref process.Value, 0);
        deadSince = 0;
        pages.Unlock(Lane);
    }
}
