namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>A new version goes out, server by server or at once, that is slow or fails on one route or on all.</summary>
internal static class BadDeployMechanism
{
    public static void Apply(Draw draw, WorldPlan plan)
    {
        int routes = plan.RouteSeconds.Length;
        int route = draw.Chance(0.6) ? draw.Random.Next(routes) : -1;
        bool fails = draw.Chance(0.55);
        double slowness = draw.Factor(4, 14);
        double share = draw.Between(0.15, 0.9);
        Roll(draw, plan, server =>
        {
            server.RouteSlowness = [.. Enumerable.Range(0, routes).Select(each => !fails && (route < 0 || each == route) ? slowness : 1)];
            server.RouteFailShare = [.. Enumerable.Range(0, routes).Select(each => fails && (route < 0 || each == route) ? share : 0)];
        });
    }

    /// <summary>Onto every server of the main pool, one after the other.</summary>
    public static void Roll(Draw draw, WorldPlan plan, Action<ServerModel> change)
    {
        ServerModel[] pool = Mechanism.MainPool(plan);
        double pause = draw.Chance(0.5) ? draw.Between(2, 8) : draw.Between(0, 0.5);
        bool announced = draw.Chance(0.85);
        if (announced)
        {
            plan.Announce(plan.Onset - draw.Between(0.2, 5), ChangeKind.Deployment, "shop", "release 2.8.0 of shop goes live", "ci");
        }

        bool tellsVersion = !announced || draw.Chance(0.8);
        for (int i = 0; i < pool.Length; i++)
        {
            ServerModel server = pool[i];
            double at = plan.Onset + (i * pause);
            if (tellsVersion)
            {
                plan.Announce(at, ChangeKind.Version, Recorder.Server(server).Name, "version 2.7.9 became 2.8.0", "servers");
            }

            plan.Script.Add((at, world =>
            {
                if (tellsVersion)
                {
                    world.ChangeVersion(server);
                }

                change(server);
            }));
        }
    }
}
