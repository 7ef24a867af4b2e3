namespace Holdfast.Simulation;

/// <summary>Clients, gateway and servers in virtual time; everything follows from the seed.</summary>
internal sealed class World
{
    private readonly SeededRandom random;
    private readonly ServerChanges changes = new();
    private readonly List<ServerModel> servers = [];
    private readonly HashSet<SimulatedRequest> underWay = [];
    private readonly Dictionary<string, Results> results = [];

    public World(ulong seed, LimitSettings? settings = null, int routes = 1, Schedule? schedule = null)
    {
        Seed = seed;
        Schedule = schedule ?? new Schedule();
        random = new SeededRandom(seed);
        Gateway = new GatewayModel(Schedule, random.Fork(), settings, routes) { OnEnd = End, UnderWay = underWay };
    }

    public ulong Seed { get; }

    public BalanceConfig Balance { get; init; } = new();

    /// <summary>Null: judged by their traffic alone, and probed where that says something.</summary>
    public HealthConfig? Probes { get; init; }

    public Schedule Schedule { get; }

    public GatewayModel Gateway { get; }

    public IReadOnlyList<ServerModel> Servers => servers;

    public Results All { get; } = new();

    public Results Of(string stream) => results[stream];

    /// <summary>Servers that share their processor from a knee on.</summary>
    public World WithSharing(int count, double knee) => With(count, _ => new SharingServer(Schedule, SharingServer.Knee(knee)));

    public World WithPlaces(int count, int places) => With(count, _ => new PlacesServer(Schedule, places));

    public World With(int count, Func<World, ServerModel> create, int weight = 100)
    {
        for (int i = 0; i < count; i++)
        {
            ServerModel model = create(this);
            model.State = new ServerState("shop", $"s{servers.Count}", NetworkAddress.FromIPv4((uint)servers.Count + 1, 80), weight, changes);
            servers.Add(model);
        }

        Gateway.Use([.. servers], Balance, Probes);
        return this;
    }

    public World Send(Stream stream)
    {
        results[stream.Name] = new Results();
        new Source(this, stream, random.Fork()).Begin();
        return this;
    }

    public World Keep(ClosedLoop loop)
    {
        results[loop.Stream.Name] = new Results();
        for (int client = 0; client < loop.Stream.Clients; client++)
        {
            new LoopClient(this, loop, loop.Stream.FirstClient + (ulong)client, random.Fork()).Begin();
        }

        return this;
    }

    public World Run(double seconds)
    {
        Schedule.RunUntil(seconds);
        return this;
    }

    /// <summary>Servers are judged by their traffic and probed, and what they lose is sent again. After the servers.</summary>
    public World WithHealth()
    {
        Gateway.JudgeServers();
        return this;
    }

    /// <summary>Clients are told apart, and who takes too much is refused first. After the servers.</summary>
    public World WithFairShares()
    {
        Gateway.TellClientsApart();
        return this;
    }

    /// <summary>It dies and is taken out at once.</summary>
    public void Kill(ServerModel server) => Gateway.Kill(server);

    /// <summary>Its process dies; nobody is told but by what breaks.</summary>
    public void Crash(ServerModel server) => Gateway.Crash(server);

    public void Revive(ServerModel server, double speed = 1)
    {
        server.IsGone = false;
        server.Speed = speed;
    }

    public void Ask(Stream stream, ulong client, double work, LoopClient? loop = null)
    {
        var request = new SimulatedRequest { Stream = stream, Client = client, WorkSeconds = work, FirstAsked = Schedule.Now, Loop = loop };
        All.Offer(Schedule.Seconds);
        results[stream.Name].Offer(Schedule.Seconds);
        Attempt(request);
    }

    private void Attempt(SimulatedRequest request)
    {
        request.Begin(Schedule.Now);
        results[request.Stream.Name].Attempts++;
        All.Attempts++;
        underWay.Add(request);
        Gateway.Ask(request);
        if (request.Model is not null || request.Waiter.Flow >= 0)
        {
            Schedule.At(request.Asked + (long)(request.Stream.DeadlineSeconds * 1e9), new Patience(this, request), request.Attempts);
        }
    }

    private void End(SimulatedRequest request, Fate fate)
    {
        underWay.Remove(request);
        Results stream = results[request.Stream.Name];
        double asked = request.FirstAsked / 1e9;
        if (fate == Fate.Good)
        {
            stream.Good(asked, Schedule.Seconds - asked);
            All.Good(asked, Schedule.Seconds - asked);
        }
        else if (request.Attempts <= request.Stream.Retries)
        {
            Schedule.At(Schedule.Now, new Again(this, request));
            return;
        }
        else if (fate is Fate.Shed or Fate.ShedFairShare or Fate.NoServer)
        {
            stream.Shed(asked, Schedule.Seconds, fate == Fate.ShedFairShare);
            All.Shed(asked, Schedule.Seconds, fate == Fate.ShedFairShare);
        }
        else
        {
            stream.Fail(asked);
            All.Fail(asked);
        }

        request.Loop?.Over(fate);
    }

    /// <summary>Draws a stream's arrivals.</summary>
    private sealed class Source(World world, Stream stream, SeededRandom random) : IHappening
    {
        private const double LookAgainSeconds = 0.05;

        public void Begin() => Plan();

        public void Happen(long version)
        {
            if (version == 1)
            {
                ulong client = stream.FirstClient + (ulong)random.Next(stream.Clients);
                world.Ask(stream, client, stream.Service.Draw(random));
            }

            Plan();
        }

        private void Plan()
        {
            // Rates are steps: where the next arrival would lie far ahead, it is drawn anew, which changes nothing for a Poisson stream.
            double rate = stream.Rate(world.Schedule.Seconds);
            double gap = rate <= 0 ? double.PositiveInfinity : -Math.Log(1 - random.NextDouble()) / rate;
            bool near = gap < LookAgainSeconds;
            world.Schedule.At(world.Schedule.Now + (long)((near ? gap : LookAgainSeconds) * 1e9), this, near ? 1 : 0);
        }
    }

    private sealed class Patience(World world, SimulatedRequest request) : IHappening
    {
        public void Happen(long version)
        {
            if (request.Attempts == version && world.underWay.Contains(request))
            {
                world.Gateway.TimeOut(request);
            }
        }
    }

    private sealed class Again(World world, SimulatedRequest request) : IHappening
    {
        public void Happen(long version) => world.Attempt(request);
    }
}
