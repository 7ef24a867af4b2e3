using Holdfast.Admin;
using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>
/// Starts the admin server beside the data plane and never in its way. While its address is in use (the gateway that is being replaced
/// still has it) it tries again.
/// </summary>
internal sealed class AdminSide(IGatewayControl gateway, EventLog events) : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    // The process that is being replaced gives the address free within a moment: no word of it, and no second without the admin side.
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(50);
    private const int ShortTries = 30;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private AdminConfig? wanted;
    private AdminServer? server;
    private Task? releasing;
    private Task starting = Task.CompletedTask;

    /// <summary>Where it listens; null while it does not.</summary>
    public Foundation.NetworkAddress? Address
    {
        get
        {
            lock (gate)
            {
                return server?.BoundAddress;
            }
        }
    }

    /// <summary>Returns at once.</summary>
    public void Begin(AdminConfig config)
    {
        lock (gate)
        {
            wanted = config;
            if (config.Enabled && starting.IsCompleted)
            {
                starting = Task.Run(StartAsync, stopping.Token);
            }
        }
    }

    /// <summary>Null when it follows, now or as soon as it has started; else why not, and then nothing was changed.</summary>
    public AdminStartFailure? Apply(AdminConfig next)
    {
        lock (gate)
        {
            if (server is not null)
            {
                return server.Apply(next);
            }
        }

        Begin(next);
        return null;
    }

    public async ValueTask DisposeAsync() => await ReleaseAsync();

    /// <summary>Ends it and frees the address; asking again waits for the same end.</summary>
    public Task ReleaseAsync()
    {
        lock (gate)
        {
            return releasing ??= EndAsync();
        }
    }

    private async Task EndAsync()
    {
        await stopping.CancelAsync();
        await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        stopping.Dispose();
    }

    private async Task StartAsync()
    {
        bool said = false;
        int tries = 0;
        while (!stopping.IsCancellationRequested)
        {
            AdminConfig config = wanted!;
            AdminStartResult result = await AdminServer.StartAsync(config, gateway, events, stopping.Token);
            if (result.IsStarted)
            {
                Keep(result.Server, config);
                return;
            }

            bool waits = result.Failure.Kind == AdminStartFailureKind.AddressInUse;
            bool isSoon = waits && ++tries <= ShortTries;
            if (!isSoon && !(said && waits))
            {
                events.Warning("admin-start", result.Failure.Message + (waits ? " It is tried again every second; traffic is served meanwhile." : " Traffic is served without it."));
                said = true;
            }

            if (!waits)
            {
                return;
            }

            await Task.Delay(isSoon ? ShortPause : RetryPause, stopping.Token);
        }
    }

    private void Keep(AdminServer started, AdminConfig config)
    {
        lock (gate)
        {
            server = started;
            if (!ReferenceEquals(wanted, config) && started.Apply(wanted!) is { } failure)
            {
                events.Warning("admin-start", failure.Message);
            }
        }
    }
}
