using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// A small HTTP/1.1 server on a thread of its own, for the demonstration, for tests, and to be broken in drills. What it answers to
/// which path is in <see cref="OriginPaths"/>; every answer names it in X-Origin and tells the body bytes it received in X-Received-Bytes.
/// Public members: any thread. Next on the path: <see cref="OriginConnection"/>.
/// </summary>
public sealed class SmallOrigin : IReadinessHandler, IDisposable
{
    private const int BacklogConnections = 1024;

    private readonly INetwork network;
    private readonly LoopThread thread;
    // Loop thread only.
    private readonly HashSet<OriginConnection> connections = [];
    private SocketId listener = SocketId.None;
    private long requestCount;
    private long connectionCount;

    /// <param name="address">Where to listen; 127.0.0.1 with a free port when absent.</param>
    public SmallOrigin(string name, INetwork network, IClock clock, NetworkAddress? address = null)
    {
        Name = name;
        this.network = network;
        Address = address ?? NetworkAddress.FromIPv4(0x7F00_0001, 0);
        thread = new LoopThread($"origin {name}", network, clock);
        StartAccepting();
    }

    public string Name { get; }

    /// <summary>Where it listens, with the port the kernel chose; the same after <see cref="StartAccepting"/>.</summary>
    public NetworkAddress Address { get; private set; }

    /// <summary>Request heads understood so far.</summary>
    public long RequestCount => Volatile.Read(ref requestCount);

    /// <summary>Connections accepted so far.</summary>
    public long ConnectionCount => Volatile.Read(ref connectionCount);

    /// <summary>Before every answer, on top of what its path asks for: makes this server a slow one.</summary>
    public TimeSpan Delay { get; init; }

    internal IEventLoop Loop => thread.Loop;

    /// <summary>Stops listening: connects are refused from now on, connections that are open go on.</summary>
    public void StopAccepting() => thread.Call(() =>
    {
        Loop.Close(listener);
        listener = SocketId.None;
    });

    /// <summary>Listens again, at the same address.</summary>
    public void StartAccepting()
    {
        IoResult result = default;
        thread.Call(() => result = listener.IsNone ? Listen() : IoResult.Moved(0));
        if (!result.IsDone)
        {
            thread.Dispose();
            throw new IOException($"The origin {Name} cannot listen on {Address}: {result.Status} (errno {result.Errno}).");
        }
    }

    /// <summary>Resets every open connection, in the middle of whatever it does.</summary>
    public void AbortConnections() => thread.Call(() =>
    {
        foreach (OriginConnection connection in connections.ToArray())
        {
            connection.Abort();
        }
    });

    /// <summary>The server dies: it stops listening and resets what is open.</summary>
    public void Crash()
    {
        StopAccepting();
        AbortConnections();
    }

    public void Dispose() => thread.Dispose();

    /// <summary>Loop thread: the listener has something to accept.</summary>
    void IReadinessHandler.OnReady(SocketId socket, Readiness readiness)
    {
        while (Loop.Accept(listener, out SocketId accepted, out _) == IoStatus.Done)
        {
            Interlocked.Increment(ref connectionCount);
            var connection = new OriginConnection(this, accepted);
            connections.Add(connection);
            Loop.Watch(accepted, connection);
        }
    }

    internal void CountRequest() => Interlocked.Increment(ref requestCount);

    internal void Schedule(TimerNode timer, TimeSpan delay) => thread.Schedule(timer, delay);

    internal void Forget(OriginConnection connection, TimerNode timer)
    {
        thread.Timers.Cancel(timer);
        connections.Remove(connection);
    }

    private IoResult Listen()
    {
        IoResult result = network.Listen(Address, BacklogConnections, out int descriptor, out NetworkAddress bound);
        if (result.IsDone)
        {
            Address = bound;
            listener = Loop.Adopt(descriptor, this);
        }

        return result;
    }
}
