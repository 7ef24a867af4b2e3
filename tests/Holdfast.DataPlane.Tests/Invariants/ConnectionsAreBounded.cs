using Holdfast.Configuration;
using Holdfast.DataPlane.Tests.Simulated;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Invariants;

/// <summary>
/// Connections to a server that are being opened, idle and in use, of all workers and with its probes, are never more than it is to get: while workers
/// give each other idle ones, servers drain and come back, clients leave, connections break, configurations are loaded and the process leaves.
/// </summary>
public sealed class ConnectionsAreBounded
{
    private const int Steps = 120;
    private const int Workers = 3;
    private const int Servers = 2;
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    // What a gateway could do wrong.
    private enum Mistake
    {
        None,
        ForgetsThePlaceOfProbes,
        CountsAConnectionThatChangesItsWorkerAsClosed,
    }

    [Fact]
    public void WorkersShareTheConnectionsOfServers_ThereAreNeverTooMany() => RandomRuns.NeverBreak(seed => new Run(seed, Mistake.None).Violations(), runs: 50);

    [Theory]
    [InlineData(nameof(Mistake.ForgetsThePlaceOfProbes))]
    [InlineData(nameof(Mistake.CountsAConnectionThatChangesItsWorkerAsClosed))]
    public void EachMistake_IsSeen(string mistake) => RandomRuns.ShowTheMistake(seed => new Run(seed, Enum.Parse<Mistake>(mistake)).Violations());

    /// <summary>The runs are worth something only where workers do wait for connections, and servers answer.</summary>
    [Fact]
    public void Runs_BringWorkersToTheBound()
    {
        Run[] runs = [.. Enumerable.Range(1, 10).Select(seed => new Run((ulong)seed, Mistake.None))];
        Array.ForEach(runs, run => run.Violations());
        runs.Sum(run => run.Waits).ShouldBeGreaterThan(20);
        runs.Sum(run => run.Answers).ShouldBeGreaterThan(200);
    }

    private sealed class Run
    {
        private readonly SeededRandom random;
        private readonly Mistake mistake;
        private readonly int bound;
        private readonly ulong seed;
        private readonly List<SimulatedPeer> clients = [];
        private readonly HashSet<SimulatedPeer> broken = [];
        private SimulatedGateway gateway = null!;
        private SimulatedOrigin[] origins = [];
        private int violations;

        public Run(ulong seed, Mistake mistake)
        {
            this.seed = seed;
            this.mistake = mistake;
            random = new SeededRandom(seed);
            bound = 1 + random.Next(4);
        }

        public long Waits { get; private set; }

        public int Answers { get; private set; }

        public int Violations()
        {
            using SimulatedGateway created = new(Config(), seed, withHealth: true, workers: Workers);
            gateway = created;
            origins = [.. ScriptedCrowd.Addresses(Servers).Select(address => gateway.Origin(address))];
            Array.ForEach(origins, AnswerProbes);
            // Their first probes came before they listened.
            gateway.Pass(2);
            Err();
            for (int step = 0; step < Steps; step++)
            {
                Step(random.Next(20), isLate: step > Steps * 3 / 4);
                Look();
            }

            Waits = gateway.Worker.Peers.Sum(worker => Of(gateway).Sum(server => worker.Servers.Of(server).Counters?.ConnectionWaits ?? 0));
            Answers = clients.Sum(client => client.Received.Split("\r\n\r\nok").Length - 1);
            return violations;
        }

        private void Step(int what, bool isLate)
        {
            ServerState server = Of(gateway)[random.Next(Servers)];
            switch (what)
            {
                case 0:
                    server.Draining = !server.Draining;
                    break;
                case 1:
                    gateway.Reload(Config());
                    Err();
                    break;
                case 2 when clients.Count > 0:
                    clients[random.Next(clients.Count)].Abort();
                    break;
                case 3:
                    Break(origins[random.Next(Servers)]);
                    break;
                case 4 when isLate:
                    gateway.Worker.Peers[random.Next(Workers)].BeginDrain();
                    break;
                case 5:
                    PassAndLook(1 + random.Next(2));
                    break;
                case < 13:
                    Ask();
                    break;
                default:
                    AnswerOne();
                    break;
            }

            PassAndLook(random.Next(8) / 1000.0);
        }

        private void Ask()
        {
            SimulatedPeer client = gateway.Connect(random.Next(Workers));
            clients.Add(client);
            client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        private void AnswerOne()
        {
            SimulatedPeer[] held = [.. origins.SelectMany(origin => origin.Connections).Where(IsOpen).Where(connection => connection.Received.Split("GET / ").Length - 1 > connection.Sent)];
            if (held.Length > 0)
            {
                held[random.Next(held.Length)].Send(Ok);
            }
        }

        /// <summary>The server ends a connection, idle or not.</summary>
        private void Break(SimulatedOrigin origin)
        {
            SimulatedPeer[] open = [.. origin.Connections.Where(IsOpen)];
            if (open.Length > 0)
            {
                SimulatedPeer connection = open[random.Next(open.Length)];
                connection.Abort();
                broken.Add(connection);
            }
        }

        private bool IsOpen(SimulatedPeer connection) => !connection.Ended && !connection.WasReset && !broken.Contains(connection);

        /// <summary>In short steps: nobody may be too many even for a moment.</summary>
        private void PassAndLook(double seconds)
        {
            for (double passed = 0; passed < seconds; passed += 0.0002)
            {
                gateway.Pass(seconds > 0.1 ? 0.01 : 0.0002);
                passed += seconds > 0.1 ? 0.0098 : 0;
                Look();
            }
        }

        private void Look()
        {
            ServerState[] servers = Of(gateway);
            for (int index = 0; index < Servers; index++)
            {
                // A probe that waits for the only connection is counted before it connects.
                int probes = bound == 1 ? 0 : servers[index].Probes;
                bool areCounted = servers[index].Connections >= 0 && servers[index].Connections + probes <= bound;
                violations += areCounted && origins[index].Connections.Count(IsOpen) <= bound ? 0 : 1;
            }
        }

        /// <summary>The mistake, where there is one.</summary>
        private void Err()
        {
            foreach (ServerState server in Of(gateway))
            {
                if (mistake == Mistake.ForgetsThePlaceOfProbes)
                {
                    server.MaximumConnections = bound;
                    server.SharesWithProbes = false;
                }
                else if (mistake == Mistake.CountsAConnectionThatChangesItsWorkerAsClosed && server.Connections > 0)
                {
                    server.Closed();
                }
            }
        }

        private static ServerState[] Of(SimulatedGateway gateway) => gateway.Worker.Pools[0].Snapshot.Servers;

        private static void AnswerProbes(SimulatedOrigin origin) => origin.OnBytes = peer =>
        {
            if (peer.Sent == 0 && peer.Received.StartsWith("GET /healthz", StringComparison.Ordinal))
            {
                peer.Send(Ok);
            }
        };

        private GatewayConfig Config()
        {
            GatewayConfig config = SimulatedGateway.ConfigFor(ScriptedCrowd.Addresses(Servers));
            PoolConfig pool = config.Pools["shop"] with
            {
                Limits = new PoolLimitsConfig { Connections = bound },
                Health = new HealthConfig { Path = "/healthz", Interval = TimeSpan.FromSeconds(1) },
            };
            return config with { Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool } };
        }
    }
}
