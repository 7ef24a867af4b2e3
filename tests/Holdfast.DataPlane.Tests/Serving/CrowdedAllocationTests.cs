using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>
/// What <see cref="AllocationTests"/> promises of requests that go straight to a server, for those that wait, that wait in vain and that are refused: two
/// workers, whose queues are one pool's each, so that waiters go by mail.
/// </summary>
public sealed class CrowdedAllocationTests
{
    private const int Requests = 50_000;
    private const int FewestSlots = 1_000;
    private const int Workers = 2;

    // Clients of the quick pool are few enough to wait for their turn; those of the slow one are more than it answers in a quarter of a second.
    private const int Patient = 12;
    private const int Modest = 20;
    private const int Greedy = 20;

    private static readonly TimeSpan SlowAnswer = TimeSpan.FromMilliseconds(10);

    // Longer than anybody may wait there, now and then: those who wait then do so in vain.
    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(300);
    private const int AnswersBetweenStalls = 50;

    private static readonly string[] Kinds = ["200", "shed_overload", "shed_fair_share", "shed_waited"];

    [Fact]
    [Trait("Category", "Slow")]
    public void WaitingExpiringAndRefusing_AllocateNothingOnTheWorkersThreads()
    {
        using ScriptedServer quick = Answering(_ => TimeSpan.Zero);
        using ScriptedServer slow = Answering(answers => answers % AnswersBetweenStalls == 0 ? Stall : SlowAnswer);
        using GatewayHarness gateway = new(ConfigFor(quick, slow));
        MakeWhatIsMadeOnce(gateway.Gateway.Snapshot, gateway.Gateway.Metrics);
        using CrowdThreads crowd = new(gateway.Address);
        crowd.Add(Patient, "/quick", TimeSpan.Zero);
        crowd.Add(Modest, "/slow", TimeSpan.FromMilliseconds(5));
        crowd.AddOne(Greedy, "/slow");
        crowd.Await(Requests / 5, Kinds);

        PoolGate[] gates = [.. gateway.Gateway.Snapshot.Pools.Select(pool => pool.Gate)];
        long[] asked = Asked(gates);
        long given = SlotsGiven(gates);
        long before = gateway.Gateway.WorkerAllocatedBytes();
        string seen = crowd.Await(Requests, Kinds);
        // Refusals come quicker than slots: on a busy machine they are all of the answers for a while.
        SpinWait.SpinUntil(() => SlotsGiven(gates) - given > FewestSlots, TimeSpan.FromSeconds(30));
        long allocated = gateway.Gateway.WorkerAllocatedBytes() - before;

        // Asking each worker costs the question itself; a single object for each that waits was 43,176 bytes when it was tried.
        allocated.ShouldBeLessThan(4096, $"{allocated} bytes for {Requests} requests: {seen}");
        (SlotsGiven(gates) - given).ShouldBeGreaterThan(FewestSlots, "slots must be given to those who wait, or nothing is shown");
        Asked(gates).Zip(asked).ShouldAllBe(pair => pair.First > pair.Second, "both workers must have requests for both pools: half of them wait at the other one");
    }

    /// <summary>
    /// What a pool or a server has of each worker comes with the first refusal, the first wait and the first answer there. The quick pool refuses so seldom that its first time came
    /// during the measurement now and then: a <see cref="ClientSketch"/> is 8,272 bytes, 16,544 for both workers. No request is under way yet, so nobody else writes.
    /// </summary>
    private static void MakeWhatIsMadeOnce(RoutingSnapshot snapshot, MetricCatalog metrics)
    {
        for (int worker = 0; worker < Workers; worker++)
        {
            foreach (PoolSnapshot pool in snapshot.Pools)
            {
                PoolCounters counters = metrics.Pool(pool.Name, worker);
                counters.Harm(client: 0);
                counters.RecordFirstByte((int)RequestClass.Default, counters.RecordWait((int)RequestClass.Default, nanoseconds: 0));
                metrics.Server(pool.Name, pool.Servers[0].Name, worker).RecordTimeToFirstByte(0);
            }
        }
    }

    /// <summary>Slots that were given to those who waited.</summary>
    private static long SlotsGiven(PoolGate[] gates) => gates.Sum(gate => gate.SlotsIdle!.Count);

    /// <summary>Service time asked for, by pool and worker.</summary>
    private static long[] Asked(PoolGate[] gates) => [.. gates.SelectMany(gate => gate.Usages).Select(usage => usage!.OfferedNanoseconds)];

    private static ScriptedServer Answering(Func<int, TimeSpan> timeOf)
    {
        byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();
        return new ScriptedServer(connection =>
        {
            byte[] buffer = new byte[4096];
            for (int answers = 1; connection.Read(buffer) > 0; answers++)
            {
                Thread.Sleep(timeOf(answers));
                connection.Write(answer);
            }
        });
    }

    private static GatewayConfig ConfigFor(ScriptedServer quick, ScriptedServer slow)
    {
        static PoolConfig Pool(ScriptedServer server) => new() { Servers = [new ServerConfig { Address = server.Address }], Limits = new PoolLimitsConfig { Minimum = 1, Maximum = 1 } };
        return GatewayHarness.ConfigFor(slow) with
        {
            Workers = Workers,
            Routes = [new RouteConfig { Pool = "quick", Match = new MatchConfig { Path = "/quick" } }, new RouteConfig { Pool = "slow", Match = new MatchConfig { Path = "/slow" } }],
            Pools = new Dictionary<string, PoolConfig> { ["quick"] = Pool(quick), ["slow"] = Pool(slow) },
        };
    }
}
