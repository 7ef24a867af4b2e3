namespace Holdfast.Networking.Simulated;

/// <summary>What a simulated descriptor stands for: a listener or one end of a connection.</summary>
internal abstract class SimulatedSocket(SimulatedNetwork network)
{
    private SimulatedLoop? watcher;
    private SocketId watchedAs;

    /// <summary>-1 until it is given to somebody, and after it was closed.</summary>
    public int Descriptor { get; set; } = -1;

    protected SimulatedNetwork Network => network;

    /// <summary>Everything that would be reported now; the loop leaves out what is not asked for.</summary>
    public abstract Readiness Ready { get; }

    /// <summary>Ends the socket, in order or by RST.</summary>
    public abstract void Close(bool abort);

    public void WatchBy(SimulatedLoop? loop, SocketId socket)
    {
        watcher = loop;
        watchedAs = socket;
        Changed();
    }

    /// <summary>An edge: the loop that watches will look at the socket in its next turn.</summary>
    protected void Changed() => watcher?.Enqueue(watchedAs);
}
