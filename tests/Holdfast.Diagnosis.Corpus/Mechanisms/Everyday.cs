namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>A service on an ordinary day, before anything is done to it, with the distractions that every day has.</summary>
internal static class Everyday
{
    /// <param name="use">Share of the servers' capacity that everyday traffic takes.</param>
    public static WorldPlan Plan(Draw draw, double use)
    {
        int count = draw.Whole(3, 8);
        int places = draw.Whole(2, 6);
        int pools = draw.Chance(0.5) ? 2 : 1;
        double rate = draw.Factor(70, 260);
        int routes = draw.Whole(2, 5);
        double[] shares = [.. Enumerable.Range(0, routes).Select(_ => draw.Between(0.3, 1))];
        // The routes' times follow from rate and use, so that every run begins at the use that was asked for.
        double mean = use * count * places / rate;
        double[] relative = [.. Enumerable.Range(0, routes).Select(_ => draw.Factor(0.5, 2))];
        double scale = mean / (shares.Zip(relative, (share, each) => share * each).Sum() / shares.Sum());
        int zones = draw.Whole(1, 3);
        List<ServerModel> servers = [.. Enumerable.Range(0, count).Select(index => Server(draw, index, 0, places, zones))];
        if (pools == 2)
        {
            servers.AddRange(Enumerable.Range(0, 2).Select(index => Server(draw, count + index, 1, 4, zones)));
        }

        WorldPlan plan = new()
        {
            Onset = draw.Between(85, 105),
            Pools = pools,
            RouteSeconds = [.. relative.Select(each => each * scale)],
            Servers = servers,
            Populations = [],
            HoldSeconds = draw.Factor(0.005, 0.05),
            QueueSeconds = draw.Factor(0.2, 1),
            QueuePlaces = draw.Whole(60, 300),
            ConnectSeconds = draw.Factor(0.0003, 0.003),
            RequestsPerConnection = draw.Factor(5, 60),
            ProbeIntervalSeconds = draw.Between(1, 4),
            ProbeCost = draw.Factor(0.0005, 0.004),
            AgentsReport = draw.Chance(0.6),
            ServiceVariation = draw.Between(0.3, 0.9),
        };
        plan.Seconds = Math.Ceiling(plan.Onset) + 62;
        plan.Populations.Add(Users(draw, plan, rate, shares));
        if (pools == 2)
        {
            plan.Populations.Add(Others(draw, routes));
        }

        Distract(draw, plan);
        HarmlessDeployment.Apply(draw, plan);
        return plan;
    }

    public static double RateOf(WorldPlan plan) => plan.Populations[0].HighestRate / 1.3;

    /// <summary>From the onset on up to the factor over so many seconds.</summary>
    public static Func<double, double> Rise(double onset, double seconds, double factor) =>
        time => time < onset ? 1 : time > onset + seconds ? factor : 1 + ((factor - 1) * (time - onset) / seconds);

    private static ServerModel Server(Draw draw, int index, int pool, int places, int zones)
    {
        int limit = (int)Math.Ceiling(places * draw.Between(2, 4)) + 1;
        return new ServerModel
        {
            Address = $"10.0.{index % zones}.{10 + index}:8000", Pool = pool, Index = index, Places = places, Zone = index % zones,
            Crowding = draw.Between(0, 0.25), Limit = limit, ConnectionCap = (int)(limit * draw.Between(1.4, 2.2)),
        };
    }

    private static Population Users(Draw draw, WorldPlan plan, double rate, double[] shares)
    {
        double clients = draw.Factor(150, 1500);
        double wave = draw.Between(0, 0.08);
        double period = draw.Between(20, 60);
        return new Population
        {
            Name = "users", RouteShares = shares, HighestRate = rate * 1.3, Rate = time => rate * (1 + (wave * Math.Sin(2 * Math.PI * time / period))),
            Clients = _ => clients, Skew = draw.Between(1, 1.8), RetryChance = draw.Between(0.1, 0.6), MostAttempts = draw.Whole(2, 3),
            BackoffSeconds = draw.Between(0.4, 2), PatienceSeconds = draw.Between(3, 8), RetriesKnown = draw.Between(0.8, 1),
        };
    }

    private static Population Others(Draw draw, int routes)
    {
        double rate = draw.Between(10, 40);
        return new Population
        {
            Name = "others", Pool = 1, FirstClient = 500_000, RouteShares = [.. Enumerable.Range(0, routes).Select(route => route == 0 ? 1.0 : 0)],
            HighestRate = rate, Rate = _ => rate, Clients = _ => 60,
        };
    }

    private static void Distract(Draw draw, WorldPlan plan)
    {
        if (draw.Chance(0.5))
        {
            plan.Announce(plan.Onset - draw.Between(20, 110), ChangeKind.Deployment, draw.Chance(0.5) ? "web-shop" : "billing", "release 4711 goes live", "ci");
        }

        if (draw.Chance(0.3))
        {
            plan.Announce(plan.Onset - draw.Between(5, 50), ChangeKind.Configuration, "accessLog", "configuration applied: the access log has another path");
        }

        if (draw.Chance(0.2))
        {
            plan.Announce(plan.Onset - draw.Between(30, 80), ChangeKind.Operator, "console", "an operator signed in");
        }

        if (draw.Chance(0.3))
        {
            NoisyNeighbour(draw, plan);
        }

        if (draw.Chance(0.2))
        {
            Burp(draw, plan);
        }
    }

    // A client that asks for more than its neighbours, all the time, and somewhat more shortly before the trouble.
    private static void NoisyNeighbour(Draw draw, WorldPlan plan)
    {
        double rate = RateOf(plan) * draw.Between(0.02, 0.08);
        double began = plan.Onset - draw.Between(10, 60);
        plan.Populations.Add(new Population
        {
            Name = "neighbour", FirstClient = 400_000, Clients = _ => 1, RouteShares = plan.Populations[0].RouteShares, HighestRate = rate * 1.5,
            Rate = time => rate * (time > began ? 1.5 : 1), RetryChance = 0,
        });
    }

    // One server is slow for two seconds, long before.
    private static void Burp(Draw draw, WorldPlan plan)
    {
        ServerModel server = plan.Servers[draw.Random.Next(plan.Servers.Count)];
        double at = plan.Onset - draw.Between(25, 45);
        plan.Script.Add((at, _ => server.Slowness = 4));
        plan.Script.Add((at + 2, _ => server.Slowness = 1));
    }
}
