using System.Globalization;
using Holdfast.Configuration;
using Holdfast.Drills;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>Everything that the demo runs: four servers of which one is slow, the gateway before them, and a client that is gentle.</summary>
internal sealed class DemoFleet : IDisposable
{
    private const double RequestsPerSecond = 200;

    // Slow enough to be seen in the table: the gateway gives it less, because more is in flight there.
    private static readonly (string Name, TimeSpan Delay)[] Servers =
    [
        ("amber", TimeSpan.FromMilliseconds(2)),
        ("birch", TimeSpan.FromMilliseconds(2)),
        ("cedar", TimeSpan.FromMilliseconds(2)),
        ("delta", TimeSpan.FromMilliseconds(60)),
    ];

    private readonly SmallOrigin[] origins;
    private readonly GentleClient client;

    private DemoFleet(SmallOrigin[] origins, GatewayHost host)
    {
        this.origins = origins;
        Host = host;
        client = new GentleClient(host.Gateway.Addresses[0], new LinuxNetwork(), SystemClock.Instance, new GentleClientOptions
        {
            RequestsPerSecond = RequestsPerSecond,
            ConnectionsMaximum = 64,
            Paths = ["/", "/products/7", "/cart", "/status/404"],
        });
        Meter = new DemoMeter(host, client, SystemClock.Instance);
    }

    public GatewayHost Host { get; }

    public DemoMeter Meter { get; }

    /// <summary>Commands that show the gateway from outside.</summary>
    public IReadOnlyList<string> Suggestions
    {
        get
        {
            string gateway = $"curl -i http://{Host.Gateway.Addresses[0]}/hello";
            return Host.AdminAddress is { } admin ? [gateway, $"curl http://{admin}/metrics", $"holdfast status --admin {admin}", $"holdfast why --admin {admin}"] : [gateway];
        }
    }

    public static DemoFleet Start()
    {
        SmallOrigin[] origins = [.. Servers.Select(server => new SmallOrigin(server.Name, new LinuxNetwork(), SystemClock.Instance) { Delay = server.Delay })];
        GatewayConfig config = ConfigFor(origins);
        GatewayHostStart start = GatewayHost.Start(
            new GatewayHostOptions
            {
                ConfigPath = "demo",
                Network = new LinuxNetwork(),
                Clock = SystemClock.Instance,
                Events = new EventLog(TextWriter.Null, SystemClock.Instance),
                Seed = Seeds.New(SystemClock.Instance),
            },
            new ConfigReadResult(config, []) { Source = ConfigWriter.Write(config) });
        return start.Host is { } host
            ? new DemoFleet(origins, host)
            : throw new IOException(string.Create(CultureInfo.InvariantCulture, $"the demo could not start: {start.Failures[0].Message}"));
    }

    public void Dispose()
    {
        client.Dispose();
        Host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        foreach (SmallOrigin origin in origins)
        {
            origin.Dispose();
        }
    }

    /// <summary>As an operator would write it; port 0 lets the kernel choose a free one.</summary>
    private static GatewayConfig ConfigFor(SmallOrigin[] origins) => new()
    {
        Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
        Routes = [new RouteConfig { Name = "everything", Pool = "shop" }],
        Pools = new Dictionary<string, PoolConfig>(StringComparer.Ordinal)
        {
            ["shop"] = new()
            {
                Servers = [.. origins.Select(origin => new ServerConfig { Name = origin.Name, Address = origin.Address.ToString() })],
                Balance = new BalanceConfig { Policy = BalancePolicy.LeastRequests },
                Health = new HealthConfig { Path = "/healthz" },
            },
        },
        Admin = new AdminConfig { Address = "127.0.0.1:0" },
    };
}
