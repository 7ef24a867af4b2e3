using Holdfast.DataPlane;
using Holdfast.DataPlane.Takeover;
using Holdfast.Telemetry;

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

    /// <summary>Null, and the reason printed, when --takeover finds nobody or the running gateway does not answer.</summary>
    public static TakeoverSide? Begin(RunOptions options, string? path, EventLog events)
    {
        if (!options.Takeover)
        {
            return new TakeoverSide(path, events, null);
        }

        if (path is null)
        {
            return Refuse("--takeover needs --control-socket PATH, because the first listener's port is chosen anew at each start");
        }

        if (TakeoverClient.Connect(path) is not { } predecessor)
        {
            return Refuse($"no running gateway to take over from at {path}: start without --takeover, or name its socket with --control-socket");
        }

        try
        {
            return new TakeoverSide(path, events, predecessor) { Inherited = predecessor.ReceiveListeners() };
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            predecessor.Dispose();
            return Refuse($"the running gateway at {path} did not hand over: {failure.Message}");
        }
    }

    /// <summary>This process serves: the predecessor may leave, and a successor may come.</summary>
    public void Serving(GatewayHost host)
    {
        Offer(host);
        predecessor?.BeginServing(host.Gateway, events);
        predecessor = null;
    }

    public void Dispose()
    {
        predecessor?.Dispose();
        server?.Dispose();
    }

    private static TakeoverSide? Refuse(string message)
    {
        Console.Error.WriteLine("holdfast: " + message);
        return null;
    }

    private void Offer(GatewayHost host)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            ControlSocket.CreateDirectory(path);
            server = TakeoverServer.Start(path, predecessor is not null, host.Gateway, events, host.BeginHandOver, static () => { });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            events.Warning("takeover", $"this gateway cannot be taken over later: {failure.Message} Name another place with --control-socket.");
        }
    }
}
