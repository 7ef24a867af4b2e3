using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Holdfast.Admin;

/// <summary>
/// The operators' HTTP API. Kestrel without a host: it reads no environment, installs no signal handlers and starts in a few
/// milliseconds. It runs on the thread pool, which has no thread in common with the workers; start it after them.
/// </summary>
public sealed class AdminServer : IAsyncDisposable
{
    internal const int MaximumBodyBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly KestrelServer server;
    private readonly Gatekeeper gatekeeper;
    private readonly NetworkAddress configured;

    private AdminServer(KestrelServer server, Gatekeeper gatekeeper, NetworkAddress configured)
    {
        this.server = server;
        this.gatekeeper = gatekeeper;
        this.configured = configured;
    }

    /// <summary>Where it listens, with the port that the kernel chose.</summary>
    public NetworkAddress BoundAddress
    {
        get
        {
            string url = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return NetworkAddress.From(configured.ToIPAddress(), new Uri(url).Port);
        }
    }

    /// <summary>Never throws for what the outside world does: an address in use is a result.</summary>
    public static Task<AdminStartResult> StartAsync(AdminConfig config, IGatewayControl gateway, EventLog? events = null, CancellationToken cancellation = default) =>
        StartAsync(config, gateway, events, SystemClock.Instance, TimeSpan.FromSeconds(1), cancellation);

    /// <summary>
    /// Takes over tokens and allowed hosts of a new configuration from the next request on, so that a token is revoked by a reload. A new
    /// address needs a restart. When the result is not null, nothing was changed.
    /// </summary>
    public AdminStartFailure? Apply(AdminConfig config)
    {
        if (!AccessPolicy.TryParseAddress(config.Address, out NetworkAddress address) || address != configured)
        {
            return new(AdminStartFailureKind.AddressInvalid, $"The admin address cannot change from {configured} to {config.Address} while the gateway runs: restart it (--takeover loses no request).");
        }

        AccessPolicy? policy = AccessPolicy.TryCreate(config, address.ToIPAddress(), out AdminStartFailure? failure);
        gatekeeper.Policy = policy ?? gatekeeper.Policy;
        return failure;
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(StopPatience);
        await server.StopAsync(patience.Token);
        server.Dispose();
    }

    internal static async Task<AdminStartResult> StartAsync(
        AdminConfig config,
        IGatewayControl gateway,
        EventLog? events,
        IClock clock,
        TimeSpan attemptDelay,
        CancellationToken cancellation)
    {
        if (!config.Enabled)
        {
            return new(null, new(AdminStartFailureKind.Disabled, "The admin side is off: admin.enabled is false."));
        }

        if (!AccessPolicy.TryParseAddress(config.Address, out NetworkAddress address))
        {
            return new(null, new(AdminStartFailureKind.AddressInvalid, $"The admin address {config.Address} is not an IP address and a port, such as 127.0.0.1:9900."));
        }

        AccessPolicy? policy = AccessPolicy.TryCreate(config, address.ToIPAddress(), out AdminStartFailure? refused);
        if (policy is null)
        {
            return new(null, refused);
        }

        Gatekeeper gatekeeper = new(policy, new AttemptLimiter(clock, attemptDelay), events);
        KestrelServer server = AdminKestrel.Create(new IPEndPoint(address.ToIPAddress(), address.Port));
        try
        {
            await server.StartAsync(new AdminApplication(gatekeeper, gateway, events), cancellation);
            return new(new AdminServer(server, gatekeeper, address), null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            server.Dispose();
            return new(null, AdminKestrel.Explain(failure, config.Address));
        }
    }
}
