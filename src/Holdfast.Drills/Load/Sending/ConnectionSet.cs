using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>The connections of one class on one thread: lanes in turn, idle ones first, new ones up to a bound. One thread.</summary>
internal sealed class ConnectionSet
{
    private readonly LoadLoop loop;
    private readonly IAttemptOwner owner;
    private readonly Lane[] lanes;
    private readonly int maximum;
    private readonly List<LoadConnection> all = [];
    private readonly Stack<LoadConnection> unused = new();
    private int next;
    private int idle;

    public ConnectionSet(LoadLoop loop, IAttemptOwner owner, IReadOnlyList<NetworkAddress> targets, ClientAddresses? clients, int maximum)
    {
        this.loop = loop;
        this.owner = owner;
        this.maximum = maximum;
        // Neighbours differ in both, so that few requests already meet every target.
        lanes = [.. from client in Enumerable.Range(0, clients?.Count ?? 1)
                    from target in targets
                    select new Lane(target, clients is null ? default : clients[client])];
    }

    /// <summary>Every connection that was ever used, closed ones too.</summary>
    public IReadOnlyList<LoadConnection> All => all;

    /// <summary>Open or being opened.</summary>
    public int Count { get; private set; }

    /// <summary>Null when all are busy and no more may be opened. It may not be connected yet.</summary>
    public LoadConnection? TryTake()
    {
        Lane lane = lanes[next];
        next = next + 1 == lanes.Length ? 0 : next + 1;
        if (lane.TakeIdle() is { } connection)
        {
            idle--;
            return connection;
        }

        return Count < maximum ? Open(lane) : idle > 0 ? TakeFromAnother() : null;
    }

    public void Release(LoadConnection connection)
    {
        connection.Lane!.AddIdle(connection);
        idle++;
    }

    /// <summary>A connection that was closed while it was busy.</summary>
    public void Forget(LoadConnection connection)
    {
        Count--;
        unused.Push(connection);
    }

    /// <summary>A connection that was closed while it was idle.</summary>
    public void ForgetIdle(LoadConnection connection)
    {
        connection.Lane!.Remove(connection);
        idle--;
        Forget(connection);
    }

    private LoadConnection Open(Lane lane)
    {
        Count++;
        if (!unused.TryPop(out LoadConnection? connection))
        {
            connection = new LoadConnection(loop, owner);
            all.Add(connection);
        }

        connection.Lane = lane;
        return connection;
    }

    /// <summary>A busy client's request goes out over another client's connection: better than not at all, and only at the bound.</summary>
    private LoadConnection TakeFromAnother()
    {
        int index = next;
        while (true)
        {
            if (lanes[index].TakeIdle() is { } connection)
            {
                idle--;
                return connection;
            }

            index = index + 1 == lanes.Length ? 0 : index + 1;
        }
    }
}
