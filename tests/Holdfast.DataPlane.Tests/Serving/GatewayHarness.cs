using System.Net;
using Holdfast.Configuration;
using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Linux;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>A real gateway on a free loopback port, over real sockets, in front of scripted servers.</summary>
public sealed class GatewayHarness : IDisposable
{
    public GatewayHarness(GatewayConfig config, IReadOnlyList<InheritedListener>? inherited = null, SharedLimits? limits = null)
    {
        Log = new StringWriter();
        Events = new EventLog(Log, SystemClock.Instance);
        GatewayStart start = Gateway.Start(new GatewayOptions
        {
            Config = config,
            Network = new LinuxNetwork(),
            Names = new FixedNames(),
            Clock = SystemClock.Instance,
            Events = Events,
            Seed = 42,
            DescriptorLimit = 2000,
            Inherited = inherited ?? [],
            SharedLimits = limits,
        });
        start.Failures.ShouldBeEmpty();
        Gateway = start.Gateway!;
    }

    public GatewayHarness(params ScriptedServer[] servers)
        : this(ConfigFor(servers))
    {
    }

    public StringWriter Log { get; }

    public EventLog Events { get; }

    public Gateway Gateway { get; }

    public IPEndPoint Address => new(IPAddress.Loopback, Gateway.Addresses[0].Port);

    public static GatewayConfig ConfigFor(params ScriptedServer[] servers) => new()
    {
        Workers = 1,
        Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
        Routes = [new RouteConfig { Pool = "shop", Match = new MatchConfig { Path = "/*" } }],
        Pools = new Dictionary<string, PoolConfig>
        {
            ["shop"] = new() { Servers = [.. servers.Select(server => new ServerConfig { Address = server.Address })] },
        },
    };

    public ScriptedConnection Connect() => ScriptedConnection.To(Address);

    /// <summary>Sends raw bytes on a connection of its own and returns all that comes until the gateway closes.</summary>
    public string Exchange(string request)
    {
        using ScriptedConnection client = Connect();
        client.Write(request);
        return client.ReadToEnd();
    }

    public void Dispose() => Gateway.Dispose();

    private sealed class FixedNames : INameResolver
    {
        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback]);
    }
}
