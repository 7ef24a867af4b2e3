using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Health;

/// <summary>A pool whose traffic the test writes by hand, looked at every 50 ms of virtual time.</summary>
internal sealed class PoolTraffic
{
    public const long Second = 1_000_000_000;
    public const long Millisecond = 1_000_000;
    private const long Tick = 50_000_000;

    private readonly List<ServerHealth> ejected = [];

    public PoolTraffic(int servers, HealthConfig? probes = null)
    {
        Servers = PoolFixture.EqualServers(servers);
        Pool = new PoolHealth(Servers, probes, null, Now);
    }

    public ServerState[] Servers { get; }

    public PoolHealth Pool { get; private set; }

    public long Now { get; private set; } = 1_000 * Second;

    /// <summary>What to do before each look.</summary>
    public Action BeforeLook { get; set; } = () => { };

    /// <summary>All that looks have put out so far, with the time since the last <see cref="Restart"/>.</summary>
    public List<(int Server, EjectionReason Reason, double Seconds)> Ejections { get; } = [];

    private long started;

    public void Restart()
    {
        started = Now;
        Ejections.Clear();
    }

    public void Reload(int servers)
    {
        ServerState[] all = [.. Servers, .. PoolFixture.EqualServers(servers).Skip(Servers.Length)];
        Pool = new PoolHealth(all, null, Pool, Now);
    }

    public TrafficEvidence Of(int server, int worker = 0) => Pool.Servers[server].Evidence.Of(worker);

    public void Answer(int server, int times = 1, int status = 200, double milliseconds = 20, int worker = 0)
    {
        for (int i = 0; i < times; i++)
        {
            Of(server, worker).NoteAnswer(status, (long)(milliseconds * Millisecond));
        }
    }

    public void Pass(double seconds)
    {
        for (long end = Now + (long)(seconds * Second); Now < end;)
        {
            Now += Tick;
            BeforeLook();
            ejected.Clear();
            Pool.Judge(Now, ejected);
            foreach (ServerHealth health in ejected)
            {
                Ejections.Add((IndexOf(health), health.Ejection.Reason, (Now - started) / 1e9));
            }
        }
    }

    private int IndexOf(ServerHealth health) => Pool.Servers.ToList().IndexOf(health);
}
