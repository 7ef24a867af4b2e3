using Holdfast.Networking.Linux;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Takeover;

/// <summary>
/// The running process's side of a takeover: waits on a socket file for a successor, gives it the listening sockets, goes on serving until
/// the successor serves too, then passes its idle clients on and lets the others finish. No connection is closed that somebody may be using,
/// and a successor that fails on the way changes nothing. Control plane; one background thread.
/// </summary>
public sealed class TakeoverServer : IDisposable
{
    // A successor has this long to start serving with what it got; after that it counts as failed.
    private static readonly TimeSpan SuccessorPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AcceptPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PassInterval = TimeSpan.FromMilliseconds(20);

    private readonly Gateway gateway;
    private readonly EventLog events;
    private readonly Action onHandedOver;
    private readonly Action onFinished;
    private readonly DescriptorListener listener;
    private readonly Thread thread;
    private volatile bool stopping;

    private TakeoverServer(Gateway gateway, EventLog events, DescriptorListener listener, Action onHandedOver, Action onFinished)
    {
        this.gateway = gateway;
        this.events = events;
        this.listener = listener;
        this.onHandedOver = onHandedOver;
        this.onFinished = onFinished;
        thread = new Thread(Run) { Name = "takeover", IsBackground = true };
    }

    /// <param name="path">Socket file; readable by this user alone.</param>
    /// <param name="replaceLiving">This process has just taken over from the one that still listens there.</param>
    /// <param name="onHandedOver">The successor serves: free what it needs, for example the admin port.</param>
    /// <param name="onFinished">All clients have left or the drain deadline has come: the process may end.</param>
    /// <exception cref="IOException">The socket file cannot be made, or another gateway listens there.</exception>
    public static TakeoverServer Start(string path, bool replaceLiving, Gateway gateway, EventLog events, Action onHandedOver, Action onFinished)
    {
        TakeoverServer server = new(gateway, events, DescriptorChannel.Listen(path, replaceLiving), onHandedOver, onFinished);
        server.thread.Start();
        return server;
    }

    public void Dispose()
    {
        stopping = true;
        if (thread != Thread.CurrentThread)
        {
            thread.Join();
        }

        listener.Dispose();
    }

    private void Run()
    {
        while (!stopping)
        {
            try
            {
                using DescriptorChannel? successor = listener.Accept(AcceptPoll);
                if (successor is not null && Offer(successor))
                {
                    HandOver(successor);
                    return;
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Whatever a successor sends must not end the process that serves; nor may a failure that comes back at once be a loop.
                events.Warning("takeover_failed", $"a takeover failed, this process goes on serving: {failure.Message}");
                Thread.Sleep(AcceptPoll);
            }
        }
    }

    /// <summary>Gives copies of the listening sockets away. Both processes accept from here on; true once the successor serves.</summary>
    private bool Offer(DescriptorChannel successor)
    {
        successor.SetTimeout(SuccessorPatience);
        if (TakeoverMessage.Receive(successor).Word != TakeoverMessage.Hello)
        {
            return false;
        }

        if (gateway.SharedLimitsDescriptor >= 0)
        {
            // First, so that it counts with this process from its first request on.
            TakeoverMessage.SendSockets(successor, TakeoverMessage.Limits, [(default, gateway.SharedLimitsDescriptor)]);
        }

        TakeoverMessage.SendSockets(successor, TakeoverMessage.Listeners, gateway.Sockets.ListeningSockets());
        TakeoverMessage.Send(successor, TakeoverMessage.EndOfListeners);
        bool serves = TakeoverMessage.Receive(successor).Word == TakeoverMessage.Serving;
        if (!serves)
        {
            events.Warning("takeover_failed", "the successor ended before it served, this process goes on serving");
        }

        return serves;
    }

    private void HandOver(DescriptorChannel successor)
    {
        events.Information("takeover", "another process has taken over, this one drains");
        listener.RemovesFile = false;
        gateway.LeaveCharge();
        gateway.Sockets.CloseListenerCopies();
        gateway.PassesClientsOn = true;
        gateway.BeginDrain();
        Try(onHandedOver);
        try
        {
            gateway.WaitForClients(PassInterval, () => gateway.Sockets.PassIdleClients(clients => TakeoverMessage.SendSockets(successor, TakeoverMessage.Clients, clients)));
            TakeoverMessage.Send(successor, TakeoverMessage.Done);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            events.Warning("takeover_failed", $"idle clients could not be passed on: {failure.Message}");
            gateway.PassesClientsOn = false;
            Try(() => gateway.WaitForClients(PassInterval, gateway.LetIdleClientsGo));
        }

        Try(onFinished);
    }

    /// <summary>The successor serves, so there is no way back: what fails on the way out is said, and the rest done all the same.</summary>
    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            events.Error("takeover_failed", $"a step after the takeover failed: {failure.Message}");
        }
    }
}
