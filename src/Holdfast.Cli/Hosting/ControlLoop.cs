using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>
/// The main thread's life: signals in the order they come, one after the other, and between them what is due each second. Not the thread
/// pool: a starved pool must not keep a gateway from draining.
/// </summary>
internal sealed class ControlLoop
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // Names change by the minute at most, and clients of DNS are asked not to be rude.
    private const int TicksBetweenNames = 30;

    // Each kind waits at most once: a hundred SIGHUPs in a row are one, and they never push out the SIGTERM behind them. Also the lock.
    private readonly Queue<ControlRequest> requests = new();
    private readonly GatewayHost host;
    private readonly EventLog events;

    public ControlLoop(GatewayHost host, EventLog events)
    {
        this.host = host;
        this.events = events;
        host.DrainBegan = () => Post(ControlRequest.Drain);
    }

    /// <summary>Any thread, at any time; what waits already is not asked for again.</summary>
    public void Post(ControlRequest request)
    {
        lock (requests)
        {
            if (!requests.Contains(request))
            {
                requests.Enqueue(request);
                Monitor.Pulse(requests);
            }
        }
    }

    /// <summary>Until the gateway has drained; returns the exit code.</summary>
    public int Run()
    {
        int ticks = 0;
        while (!host.IsDraining)
        {
            if (TryTake(out ControlRequest request))
            {
                Guard(() => Handle(request));
                continue;
            }

            Guard(host.Sample);
            if (++ticks % TicksBetweenNames == 0)
            {
                Guard(() => host.RefreshNamesAsync().GetAwaiter().GetResult());
            }
        }

        return FinishDrain();
    }

    /// <summary>Waits for at most a tick.</summary>
    private bool TryTake(out ControlRequest request)
    {
        lock (requests)
        {
            return requests.TryDequeue(out request) || (Monitor.Wait(requests, Tick) && requests.TryDequeue(out request));
        }
    }

    private void Handle(ControlRequest request)
    {
        switch (request)
        {
            case ControlRequest.Reload:
                host.ReloadAsync(null, "signal", null, CancellationToken.None).GetAwaiter().GetResult();
                break;
            case ControlRequest.Drain:
                host.BeginDrain("signal");
                break;
            case ControlRequest.ReopenAccessLog:
                host.Gateway.AccessLog?.Reopen();
                events.Information("access-log", "the access log is opened again");
                break;
        }
    }

    private int FinishDrain()
    {
        int left = host.WaitForClients();
        events.Information("drained", left == 0 ? "drained: all clients have left" : $"the time to drain is over: {left} {(left == 1 ? "client is" : "clients are")} cut off");
        return 0;
    }

    // Whatever goes wrong here, the workers serve on by what they have.
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            events.Error("control-failure", "the control side failed; traffic is served on", ("failure", failure.ToString()));
        }
    }
}
