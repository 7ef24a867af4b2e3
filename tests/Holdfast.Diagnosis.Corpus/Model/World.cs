namespace Holdfast.Diagnosis.Corpus.Model;

/// <summary>One run in virtual time: arrivals, the gateway's steps, the servers' work, and the script of what breaks. Next: <see cref="GatewayModel"/>.</summary>
internal sealed class World
{
    private readonly PriorityQueue<Action, (double At, long Order)> events = new();
    private readonly GatewayModel gateway;
    private readonly Recorder recorder;
    private long order;

    private World(WorldPlan plan, Draw draw, CorpusSeries series)
    {
        Plan = plan;
        Draw = draw;
        recorder = new Recorder(plan, series);
        gateway = new GatewayModel(this, recorder);
    }

    public WorldPlan Plan { get; }

    public Draw Draw { get; }

    public double Now { get; private set; }

    public static CorpusSeries Run(WorldPlan plan, Draw draw)
    {
        CorpusSeries series = new(plan.Recorded((int)plan.Seconds - 1) + 1, plan.Changes);
        new World(plan, draw, series).Run();
        return series;
    }

    public int QueuedIn(int pool) => gateway.QueuedIn(pool);

    public void At(double time, Action what) => events.Enqueue(what, (time, order++));

    public void After(double seconds, Action what) => At(Now + seconds, what);

    public void Crash(ServerModel server) => gateway.Crash(server);

    /// <summary>The answers of a server carry another version from now on.</summary>
    public void ChangeVersion(ServerModel server)
    {
        server.IsNewVersion = true;
        recorder.CountServer(server, Signal.VersionChanged);
    }

    /// <summary>A client that got no good answer, or none in time.</summary>
    public void Disappoint(Request request)
    {
        Population from = request.From;
        if (request.Attempt < from.MostAttempts && Draw.Chance(from.RetryChance))
        {
            After(Draw.Exponential(from.BackoffSeconds), () => Arrive(from, request.Client, request.Route, request.Attempt + 1));
        }
    }

    private void Run()
    {
        foreach (Population population in Plan.Populations)
        {
            At(Draw.Exponential(1 / population.HighestRate), () => Next(population));
        }

        foreach ((double at, Action<World> what) in Plan.Script)
        {
            At(at, () => what(this));
        }

        for (int second = 0; second < (int)Plan.Seconds; second++)
        {
            int now = second;
            // Just before the second ends, so that a level is that of its end.
            At(second + 0.999999, () => recorder.Flush(Plan.Recorded(now), this));
        }

        gateway.Begin();
        while (events.TryDequeue(out Action? what, out (double At, long Order) when) && when.At < Plan.Seconds)
        {
            Now = when.At;
            what();
        }
    }

    private void Next(Population population)
    {
        if (Draw.Random.NextDouble() * population.HighestRate < population.Rate(Now))
        {
            double place = Math.Pow(Draw.Random.NextDouble(), population.Skew);
            int client = population.FirstClient + (int)(place * Math.Max(1, population.Clients(Now)));
            Arrive(population, client, RouteOf(population), 1);
        }

        After(Draw.Exponential(1 / population.HighestRate), () => Next(population));
    }

    private int RouteOf(Population population)
    {
        double place = Draw.Random.NextDouble() * population.RouteShares.Sum();
        int route = 0;
        while (route < population.RouteShares.Length - 1 && (place -= population.RouteShares[route]) >= 0)
        {
            route++;
        }

        return route;
    }

    private void Arrive(Population population, int client, int route, int attempt)
    {
        Request request = new()
        {
            From = population, Client = client, Route = route, Pool = population.Pool, Attempt = attempt, Arrived = Now,
            IsCritical = Draw.Chance(population.CriticalShare),
        };
        recorder.Offer(request, attempt > 1 && Draw.Chance(population.RetriesKnown));
        After(population.PatienceSeconds, () => gateway.GiveUp(request));
        gateway.Take(request);
    }
}
