using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Simulated;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>A real worker, or several, over a network in memory and in virtual time: minutes pass in milliseconds, and every run is the same.</summary>
internal sealed class SimulatedGateway : IDisposable
{
    public static readonly NetworkAddress Address = NetworkAddress.FromIPv4(0x7F000001, 8080);
    private const long Latency = 50_000;

    private readonly Worker[] workers;
    private readonly bool[] isRestless;

    private readonly SnapshotCompiler compiler;
    private readonly IEventLoop peers;
    private readonly HealthProber? prober;

    /// <param name="withHealth">With probes and judgements of servers, as a whole gateway has them.</param>
    /// <param name="workers">Each listens on a port of its own, so that the test says who serves a client.</param>
    public SimulatedGateway(GatewayConfig? config = null, ulong seed = 1, bool withHealth = false, int workers = 1)
    {
        Network = new SimulatedNetwork(new VirtualClock(), new SeededRandom(seed));
        // Time 0 would mean "never" to some.
        Network.Clock.Advance(TimeSpan.FromHours(1));
        Config = config ?? ConfigFor();
        compiler = new SnapshotCompiler(Network.Clock, workers, seed: 1);
        peers = Network.CreateLoop();
        Quota = new ClientQuota(1000, Config.Limits.MaximumClientsPerAddress);
        Metrics = new MetricCatalog(Gateway.LabelsOfMetrics(), Network.Clock);
        WorkerEnvironment environment = new()
        {
            Network = Network,
            Clock = Network.Clock,
            Seed = seed,
            Metrics = Metrics,
            AccessLog = null,
            Clients = Quota,
            BuffersMaximum = 300,
            OnAdopted = (_, _) => { },
        };
        this.workers = [.. Enumerable.Range(0, workers).Select(index => new Worker(index, environment))];
        isRestless = new bool[workers];
        environment.Peers = this.workers;
        RoutingSnapshot snapshot = compiler.Compile(Config, new Dictionary<string, IReadOnlyList<IPAddress>>());
        Array.ForEach(this.workers, worker => worker.Publish(snapshot));
        Array.ForEach(this.workers, worker => worker.Begin());
        if (withHealth)
        {
            prober = new HealthProber(Network, Network.Clock, seed, Metrics, new EventLog(Log, Network.Clock), counterIndex: workers)
            {
                OnEjected = (server, reason) =>
                {
                    if (reason == EjectionReason.Silent)
                    {
                        Array.ForEach(this.workers, worker => worker.Servers.GiveUpWaitingFor(server));
                    }
                },
                OnPlaceNeeded = server => Array.ForEach(this.workers, worker => worker.Servers.CloseIdleOf(server)),
            };
            prober.Publish(snapshot);
        }

        foreach (Worker worker in this.workers)
        {
            NetworkAddress address = AddressOf(worker.Index);
            Network.Listen(address, 100, out int descriptor, out _).IsDone.ShouldBeTrue();
            worker.AddListener(address, descriptor);
        }

        Pass(TimeSpan.FromMilliseconds(10));
    }

    public SimulatedNetwork Network { get; }

    public GatewayConfig Config { get; }

    /// <summary>A worker is turned only when its thread would run: for an event, a timer, or because it was woken. Else each is turned whenever anything happens.</summary>
    public bool LetsWorkersSleep { get; init; }

    /// <summary>The first of them.</summary>
    public Worker Worker => workers[0];

    public ClientQuota Quota { get; }

    /// <summary>What the gateway said.</summary>
    public StringWriter Log { get; } = new();

    public MetricCatalog Metrics { get; }

    public static GatewayConfig ConfigFor(params string[] servers) => new()
    {
        Routes = [new RouteConfig { Pool = "shop", Match = new MatchConfig { Path = "/*" } }],
        Pools = new Dictionary<string, PoolConfig>
        {
            ["shop"] = new() { Servers = [.. (servers.Length == 0 ? ["10.0.0.1:80"] : servers).Select(address => new ServerConfig { Address = address })] },
        },
    };

    /// <param name="atOnce">What happens in the same moment, and reaches the gateway right behind the connection.</param>
    /// <param name="source">The client's own address; without one the network gives it one.</param>
    public SimulatedPeer Connect(int worker = 0, Action? atOnce = null, NetworkAddress source = default)
    {
        SimulatedPeer peer = new(peers);
        peers.Connect(AddressOf(worker), source, peer, out SocketId socket).ShouldBe(IoStatus.InProgress);
        peer.Socket = socket;
        atOnce?.Invoke();
        Pass(TimeSpan.FromMilliseconds(1));
        return peer;
    }

    public SimulatedOrigin Origin(string address = "10.0.0.1:80")
    {
        NetworkAddress.TryParse(address, out NetworkAddress parsed).ShouldBeTrue();
        return new SimulatedOrigin(Network, peers, parsed);
    }

    public void Reload(GatewayConfig config)
    {
        RoutingSnapshot snapshot = compiler.Compile(config, new Dictionary<string, IReadOnlyList<IPAddress>>());
        Array.ForEach(workers, worker => worker.Publish(snapshot));
        Array.ForEach(workers, worker => worker.Turn(mayWait: false));
        compiler.Complete();
    }

    public void Pass(double seconds) => Pass(TimeSpan.FromSeconds(seconds));

    /// <summary>Lets virtual time pass and everything happen that happens in it.</summary>
    public void Pass(TimeSpan time)
    {
        VirtualClock clock = Network.Clock;
        long end = clock.NowNanoseconds + (long)time.TotalNanoseconds;
        for (int quiet = 0; ;)
        {
            if (workers.Sum(Turn) + (prober?.Turn(mayWait: false) ?? 0) + peers.Turn(0) > 0)
            {
                quiet = 0;
                continue;
            }

            if (clock.NowNanoseconds >= end)
            {
                return;
            }

            // After four latencies of silence nothing is on its way: the next thing to happen is a timer.
            long timer = NanosecondsUntilNextTimer();
            if (prober is not null)
            {
                long probe = prober.NanosecondsUntilNext(clock.NowNanoseconds);
                timer = timer < 0 ? probe : Math.Min(timer, probe);
            }

            long step = quiet++ < 4 || timer < 0 ? Latency : timer;
            clock.Advance(Math.Clamp(step, 1000, Math.Max(1000, end - clock.NowNanoseconds)));
        }
    }

    public void Dispose()
    {
        Array.ForEach(workers, worker => worker.Dispose());
        prober?.Dispose();
        peers.Dispose();
    }

    private int Turn(Worker worker)
    {
        bool sleeps = LetsWorkersSleep && !isRestless[worker.Index] && !((SimulatedLoop)worker.Loop).IsReady && worker.Timers.NanosecondsUntilNext(Network.Clock.NowNanoseconds) != 0;
        int events = sleeps ? 0 : worker.Turn(mayWait: false);
        // With work left it does not wait in its next turn; what comes into its mail while it waits is no work before it is woken.
        isRestless[worker.Index] = sleeps ? isRestless[worker.Index] : worker.Queues.HasWork;
        return events;
    }

    private static NetworkAddress AddressOf(int worker) => NetworkAddress.FromIPv4(0x7F000001, (ushort)(8080 + worker));

    /// <summary>Below 0 for none.</summary>
    private long NanosecondsUntilNextTimer()
    {
        long next = -1;
        foreach (Worker worker in workers)
        {
            long timer = worker.Timers.NanosecondsUntilNext(Network.Clock.NowNanoseconds);
            next = next < 0 ? timer : timer < 0 ? next : Math.Min(next, timer);
        }

        return next;
    }
}
