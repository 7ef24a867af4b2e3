using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Health;

/// <summary>
/// Servers of scattered speed under Poisson traffic in virtual time, judged every 50 ms as a gateway does, with probes that take as long as
/// the server makes them. Nobody limits or queues: that is not what is judged here.
/// </summary>
internal sealed class SimulatedFleet
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000 * Millisecond;
    private const long Tick = 50 * Millisecond;

    private readonly SeededRandom random;
    private readonly PriorityQueue<Request, long> underWay = new();
    private readonly long[] pausedUntil;
    private readonly long[] probeEnds;
    private readonly long[] freeAt;
    private readonly List<ServerHealth> ejected = [];
    private readonly double requestsPerSecond;
    private long now = 1_000 * Second;
    private long nextArrival;

    public SimulatedFleet(int servers, double requestsPerSecond, ulong seed)
    {
        random = new SeededRandom(seed);
        this.requestsPerSecond = requestsPerSecond;
        Servers = PoolFixture.EqualServers(servers);
        Pool = new PoolHealth(Servers, null, null, now);
        pausedUntil = new long[servers];
        probeEnds = new long[servers];
        freeAt = new long[servers];
        nextArrival = now;
    }

    public ServerState[] Servers { get; }

    public PoolHealth Pool { get; }

    public double MeanMilliseconds { get; init; } = 30;

    /// <summary>Share of requests that take a hundred times as long.</summary>
    public double LongShare { get; init; }

    public double ErrorShare { get; init; }

    /// <summary>Standard deviation of service times over their mean.</summary>
    public double Variation { get; init; } = 1.5;

    /// <summary>Servers work on one request at a time, and on a probe only between two.</summary>
    public bool IsSerial { get; init; }

    /// <summary>Mean time between pauses of a server, and their length: garbage collection.</summary>
    public double SecondsBetweenPauses { get; init; } = 20;

    public double PauseMilliseconds { get; init; } = 150;

    public HashSet<int> Stopped { get; } = [];

    /// <summary>Until then that server takes ten times as long.</summary>
    public (int Server, long Until) Cold { get; set; }

    public List<(int Server, EjectionReason Reason, long At)> Ejections { get; } = [];

    public int Suspicions { get; private set; }

    public long Requests { get; private set; }

    public long Now => now;

    public void Run(double seconds)
    {
        for (long end = now + (long)(seconds * Second); now < end;)
        {
            now += Tick;
            while (nextArrival <= now)
            {
                EndUntil(nextArrival);
                Arrive(nextArrival);
                nextArrival += (long)(-Math.Log(1 - random.NextDouble()) / requestsPerSecond * Second);
            }

            EndUntil(now);
            Pause();
            Look();
        }
    }

    private void Arrive(long at)
    {
        int server = Pick();
        // Who finds no room is refused: that is nobody's evidence.
        if (server < 0 || !Servers[server].TryEnter())
        {
            return;
        }

        Requests++;
        int worker = random.Next(2);
        Pool.Servers[server].Evidence.Of(worker).BeginWait();
        long time = ServiceTime() * (server == Cold.Server && at < Cold.Until ? 10 : 1);
        long begins = Math.Max(at, Math.Max(pausedUntil[server], IsSerial ? freeAt[server] : 0));
        freeAt[server] = begins + time;
        underWay.Enqueue(new Request(server, worker, at), begins + time);
    }

    private void EndUntil(long at)
    {
        while (underWay.TryPeek(out Request request, out long ends) && ends <= at)
        {
            underWay.Dequeue();
            bool isStopped = Stopped.Contains(request.Server);
            if ((isStopped && Servers[request.Server].Available) || pausedUntil[request.Server] > ends)
            {
                underWay.Enqueue(request, Math.Max(ends + Tick, pausedUntil[request.Server]));
                continue;
            }

            Servers[request.Server].Leave();
            TrafficEvidence evidence = Pool.Servers[request.Server].Evidence.Of(request.Worker);
            evidence.EndWait();
            if (isStopped)
            {
                // The server is out, and whoever waited for it has given up.
                continue;
            }

            evidence.NoteAnswer(random.NextDouble() < ErrorShare ? 500 : 200, ends - request.Began);
        }
    }

    private void Pause()
    {
        for (int server = 0; server < Servers.Length; server++)
        {
            if (random.NextDouble() < Tick / (SecondsBetweenPauses * Second) && pausedUntil[server] < now)
            {
                pausedUntil[server] = now + (long)(PauseMilliseconds * Millisecond);
            }
        }
    }

    private void Look()
    {
        int before = Pool.Servers.Count(health => health.Suspicion.IsOn);
        ejected.Clear();
        Pool.Judge(now, ejected);
        Suspicions += Math.Max(0, Pool.Servers.Count(health => health.Suspicion.IsOn) - before);
        foreach (ServerHealth health in ejected)
        {
            Ejections.Add((Array.IndexOf(Servers, health.Server), health.Ejection.Reason, now));
        }

        Array.ForEach([.. Enumerable.Range(0, Servers.Length)], Probe);
    }

    /// <summary>A probe is answered like any request, only sooner.</summary>
    private void Probe(int server)
    {
        ServerHealth health = Pool.Servers[server];
        if (probeEnds[server] != 0 && probeEnds[server] <= now && !Stopped.Contains(server))
        {
            probeEnds[server] = health.ProbeStartedAt = 0;
            Pool.ProbeEnded(health, good: true, now);
        }
        else if (probeEnds[server] == 0 && health.WantsProbe)
        {
            health.ProbeStartedAt = now;
            // Between two requests: the one at work must end first, not all that wait.
            long between = IsSerial ? underWay.UnorderedItems.Where(each => each.Element.Server == server).Select(each => each.Priority).DefaultIfEmpty(now).Min() : now;
            probeEnds[server] = Math.Max(between, Math.Max(now, pausedUntil[server])) + Millisecond;
        }
    }

    private int Pick()
    {
        int[] available = [.. Enumerable.Range(0, Servers.Length).Where(i => Servers[i].Available)];
        if (available.Length == 0)
        {
            return -1;
        }

        int first = available[random.Next(available.Length)];
        int second = available[random.Next(available.Length)];
        int best = Servers[first].InFlight <= Servers[second].InFlight ? first : second;
        return Servers[best].HasRoom ? best : available.MinBy(i => (double)Servers[i].InFlight / Servers[i].Limit);
    }

    /// <summary>Lognormal.</summary>
    private long ServiceTime()
    {
        double sigma = Math.Sqrt(Math.Log(1 + (Variation * Variation)));
        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double milliseconds = MeanMilliseconds * Math.Exp((sigma * normal) - (sigma * sigma / 2));
        return (long)(milliseconds * (random.NextDouble() < LongShare ? 100 : 1) * Millisecond);
    }

    private readonly record struct Request(int Server, int Worker, long Began);
}
