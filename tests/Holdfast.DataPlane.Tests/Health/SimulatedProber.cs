using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Health;

/// <summary>Drives a schedule in virtual time, as the real prober would: asks when told to, answers after the probe's time.</summary>
internal sealed class SimulatedProber
{
    private const long Millisecond = 1_000_000;

    private readonly VirtualClock clock = new();
    private readonly ProbeSchedule schedule;
    private readonly PriorityQueue<ScheduledProbe, long> running = new();
    private readonly Dictionary<ServerState, int> runningPerServer = [];
    private double owedRequests;

    public SimulatedProber(ServerState[] servers, HealthConfig? config, ulong seed)
    {
        Servers = servers;
        schedule = new ProbeSchedule(new ProbeBudget(), new SeededRandom(seed));
        Pool = new PoolHealth(servers, config, null, 0);
        schedule.Adopt([Pool], 0);
        Starts = servers.ToDictionary(server => server, _ => new List<long>());
    }

    public ServerState[] Servers { get; }

    public PoolHealth Pool { get; private set; }

    public long Now => clock.NowNanoseconds;

    public Dictionary<ServerState, List<long>> Starts { get; }

    public HashSet<ServerState> Dead { get; } = [];

    public double RequestsPerSecond { get; init; }

    public long ProbeTime { get; init; } = 3 * Millisecond;

    /// <summary>Whatever else happens meanwhile, every 100 ms and more often.</summary>
    public Action OnTurn { get; set; } = () => { };

    public int MostRunningPerServer { get; private set; }

    public void Reload(ServerState[] servers, HealthConfig? config)
    {
        Pool = new PoolHealth(servers, config, Pool, Now);
        schedule.Adopt([Pool], Now);
    }

    public void Run(int seconds)
    {
        long end = Now + (seconds * 1_000_000_000L);
        while (Now < end)
        {
            EndProbes();
            OnTurn();
            StartProbes();
            long next = schedule.NextDue(Now);
            next = running.TryPeek(out _, out long ending) ? Math.Min(next, ending) : next;
            // A timer wheel has ticks of a millisecond and never fires early.
            long wait = Math.Max((next - Now + Millisecond - 1) / Millisecond, 1) * Millisecond;
            Serve(wait);
            clock.Advance(wait);
        }
    }

    private void StartProbes()
    {
        while (schedule.TryTake(Now, out ScheduledProbe? probe))
        {
            Starts[probe!.Server].Add(Now);
            running.Enqueue(probe, Now + ProbeTime);
            int count = runningPerServer.GetValueOrDefault(probe.Server) + 1;
            runningPerServer[probe.Server] = count;
            MostRunningPerServer = Math.Max(MostRunningPerServer, count);
        }
    }

    private void EndProbes()
    {
        while (running.TryPeek(out ScheduledProbe? probe, out long ending) && ending <= Now)
        {
            running.Dequeue();
            runningPerServer[probe.Server]--;
            schedule.Ended(probe, !Dead.Contains(probe.Server), Now);
        }
    }

    private void Serve(long nanoseconds)
    {
        owedRequests += RequestsPerSecond * nanoseconds / 1e9;
        for (; owedRequests >= 1; owedRequests--)
        {
            foreach (ServerState server in Servers)
            {
                server.TryEnter();
                server.Leave();
            }
        }
    }
}
