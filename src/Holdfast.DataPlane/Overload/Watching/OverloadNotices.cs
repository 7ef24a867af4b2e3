using System.Collections.Concurrent;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What overload control has to say, on its way to the log: the control loop must not wait for whoever reads standard error. Bounded; what
/// comes while it is full is dropped. The control loop adds, and the thread that reloads; one other takes.
/// </summary>
internal sealed class OverloadNotices
{
    // The log itself lets 20 of a kind through in a minute.
    private const int Capacity = 128;

    private readonly ConcurrentQueue<OverloadNotice> waiting = new();

    public void Add(OverloadNotice notice) => TryAdd(notice);

    /// <summary>False when it is full.</summary>
    public bool TryAdd(OverloadNotice notice)
    {
        bool hasRoom = waiting.Count < Capacity;
        if (hasRoom)
        {
            waiting.Enqueue(notice);
        }

        return hasRoom;
    }

    /// <summary>
    /// Also when it is full: of those that can be told at no other time there are no more than beginnings were told, one for each pool and each route
    /// with a share that a reload takes away.
    /// </summary>
    public void AddEnd(OverloadNotice notice) => waiting.Enqueue(notice);

    public IReadOnlyList<OverloadNotice> TakeAll()
    {
        List<OverloadNotice> taken = [];
        while (taken.Count < Capacity && waiting.TryDequeue(out OverloadNotice? notice))
        {
            taken.Add(notice);
        }

        return taken;
    }
}
