using Holdfast.DataPlane;
using Holdfast.DataPlane.Takeover;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Cli;

/// <summary>Both roles of this process in a takeover: first perhaps the successor of another, later perhaps the predecessor of a third.</summary>
internal sealed class TakeoverSide : IDisposable
{
    private readonly string? path;
    private readonly EventLog events;
    private TakeoverClient? predecessor;
    private TakeoverServer? server;

    private TakeoverSide(string? path, EventLog events, TakeoverClient? predecessor)
    {
        this.path = path;
        this.events = events;
        this.predecessor = predecessor;
    }

    /// <summary>Listening sockets of the process that is being replaced; empty without one.</summary>
    public IReadOnlyList<InheritedListener> Inherited { get; private set; } = [];

    /// <summary>Where the servers are counted, together with the process that is being replaced and with the one that replaces this one.</summary>
    public SharedLimits? Limits { get; private init; }

    /// <summary>Null, and the reason printed, when --takeover finds nobody or the running gateway does not answer.</summary>
    public static TakeoverSide? Begin(RunOptions options, string? path, EventLog events)
    {
        if (!options.Takeover)
        {
            return new TakeoverSide(path, events, null) { Limits = path is null ? null : SharedLimits.TryCreate() };
        }

        if (path is null)
        {
            return Refuse("--takeover needs --control-socket PATH, because the first listener's port is chosen anew at each start");
        }

        TakeoverClient? predecessor = null;
        try
        {
            predecessor = TakeoverClient.Connect(path);
            return predecessor is null
                ? Refuse($"no running gateway to take over from at {path}: start without --takeover, or name its socket with --control-socket")
                : Receive(path, events, predecessor);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or ArgumentException)
        {
            predecessor?.Dispose();
            return Refuse($"the running gateway at {path} did not hand over: {failure.Message}");
        }
    }

    /// <summary>This process serves: the predecessor may leave, and a successor may come.</summary>
    /// <exception cref="IOException">The predecessor serves on, so this process must leave.</exception>
    public void Serving(GatewayHost host)
    {
        // In this order: a predecessor that serves on keeps its socket file and can be taken over later.
        bool replaces = predecessor is not null;
        if (predecessor is not null)
        {
            Relieve(predecessor, host);
        }

        predecessor = null;
        Offer(host, replaces);
    }

    public void Dispose()
    {
        predecessor?.Dispose();
        server?.Dispose();
    }

    private static TakeoverSide Receive(string path, EventLog events, TakeoverClient predecessor)
    {
        IReadOnlyList<InheritedListener> listeners = predecessor.ReceiveListeners();
        if (predecessor.Limits is null)
        {
            events.Warning("takeover", "the running gateway does not share its limits: until it has left, servers may get as much from each of the two");
        }

        return new TakeoverSide(path, events, predecessor) { Inherited = listeners, Limits = predecessor.Limits ?? SharedLimits.TryCreate() };
    }

    private static TakeoverSide? Refuse(string message)
    {
        Console.Error.WriteLine("holdfast: " + message);
        return null;
    }

    private void Relieve(TakeoverClient leaving, GatewayHost host)
    {
        try
        {
            leaving.BeginServing(host.Gateway, events);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            using TakeoverClient? alive = TakeoverClient.Connect(path!);
            if (alive is not null)
            {
                // Clients that came to this process meanwhile still get their answers.
                host.Gateway.LeaveCharge();
                host.BeginDrain(ChangeLog.TakeoverSource);
                host.WaitForClients();
                throw new IOException($"the running gateway at {path} gave up the takeover and serves on: {failure.Message}", failure);
            }

            // It died after it had given its listening sockets away: to leave as well would end the service.
            events.Warning("takeover", "the process that was taken over ended early; its clients are lost, this one serves");
            leaving.Dispose();
        }
    }

    private void Offer(GatewayHost host, bool replaces)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            ControlSocket.CreateDirectory(path);
            server = TakeoverServer.Start(path, replaces, host.Gateway, events, host.BeginHandOver, static () => { });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            events.Warning("takeover", $"this gateway cannot be taken over later: {failure.Message} Name another place with --control-socket.");
        }
    }
}
