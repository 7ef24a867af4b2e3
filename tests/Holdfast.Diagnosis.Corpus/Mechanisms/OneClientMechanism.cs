namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>One client, or a handful that belong together, asks for a multiple of everybody else.</summary>
internal static class OneClientMechanism
{
    public static void Apply(Draw draw, WorldPlan plan)
    {
        double use = SurgeMechanism.UseOf(plan);
        double rate = Everyday.RateOf(plan);
        int route = draw.Random.Next(plan.RouteSeconds.Length);
        // What is needed to overload the servers through that route, and more.
        double mean = use * Mechanism.MainPool(plan).Sum(server => server.Places) / rate;
        double needed = (1.1 - use) / use * rate * mean / plan.RouteSeconds[route];
        double wanted = Math.Max(needed * draw.Between(1.2, 2.5), rate * draw.Between(0.4, 1));
        double seconds = draw.Factor(0.5, 10);
        int clients = draw.Whole(1, 4);
        plan.Populations.Add(new Population
        {
            Name = "bots", FirstClient = 900_000, Clients = _ => clients, Skew = 1, HighestRate = wanted,
            RouteShares = [.. plan.RouteSeconds.Select((_, each) => each == route ? 1.0 : 0)],
            Rate = time => time < plan.Onset ? 0 : wanted * Math.Min(1, (time - plan.Onset) / seconds), RetryChance = draw.Between(0, 0.2), CriticalShare = 0,
        });
    }
}
