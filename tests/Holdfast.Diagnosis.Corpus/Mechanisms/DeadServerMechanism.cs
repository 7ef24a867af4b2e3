namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>A machine dies, falls silent, becomes slow, or answers errors because its disk is full; now and then most or all machines of a pool go at once.</summary>
internal static class DeadServerMechanism
{
    private const double WholePool = 0.12;

    // Two of three, or three of five: what is left may still be enough, or not.
    private const double MostOfPool = 0.15;

    public static void Apply(Draw draw, WorldPlan plan)
    {
        ServerModel[] pool = Mechanism.MainPool(plan);
        ServerModel[] hit = [.. pool.OrderBy(_ => draw.Random.NextDouble()).Take(pool.Length >= 6 && draw.Chance(0.25) ? 2 : 1)];
        double kind = draw.Random.NextDouble();
        double slowness = draw.Factor(5, 25);
        double failing = draw.Between(0.3, 1);
        if (draw.Chance(WholePool))
        {
            // A rack loses power, or its switch port: all refuse or all say nothing.
            (hit, kind) = (pool, draw.Chance(0.6) ? 0.1 : 0.5);
        }
        else if (draw.Chance(MostOfPool))
        {
            hit = [.. pool.OrderBy(_ => draw.Random.NextDouble()).Take((pool.Length / 2) + 1)];
        }

        foreach (ServerModel server in hit)
        {
            plan.Script.Add((plan.Onset, world =>
            {
                if (kind < 0.4)
                {
                    world.Crash(server);
                }
                else if (kind < 0.6)
                {
                    server.Silent = true;
                }
                else if (kind < 0.8)
                {
                    server.Slowness = slowness;
                }
                else
                {
                    server.FailShare = failing;
                }
            }));
        }
    }
}
