namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>More users come than the servers can serve: the population grows, each of it asks as usual.</summary>
internal static class SurgeMechanism
{
    private const double SamePeople = 0.25;

    public static void Apply(Draw draw, WorldPlan plan)
    {
        Population users = plan.Populations[0];
        double use = UseOf(plan);
        double factor = Math.Max(draw.Between(1.6, 5), draw.Between(1.25, 1.8) / use);
        Func<double, double> rise = Everyday.Rise(plan.Onset, draw.Factor(1, 25), factor);
        // A sale begins: the same people ask more often, each as much more as the others. Or so it looks behind the address translation of their networks.
        Grow(plan, users, rise, factor, draw.Chance(SamePeople) ? _ => 1 : rise);
    }

    public static void Grow(WorldPlan plan, Population users, Func<double, double> by, double factor) => Grow(plan, users, by, factor, by);

    private static void Grow(WorldPlan plan, Population users, Func<double, double> by, double factor, Func<double, double> clientsBy)
    {
        plan.Populations[0] = new Population
        {
            Name = users.Name, RouteShares = users.RouteShares, HighestRate = users.HighestRate * factor, Rate = time => users.Rate(time) * by(time),
            Clients = time => users.Clients(time) * clientsBy(time), Skew = users.Skew, RetryChance = users.RetryChance, MostAttempts = users.MostAttempts,
            BackoffSeconds = users.BackoffSeconds, PatienceSeconds = users.PatienceSeconds, RetriesKnown = users.RetriesKnown,
        };
    }

    /// <summary>Share of the places of the main pool that everyday traffic keeps at work.</summary>
    public static double UseOf(WorldPlan plan)
    {
        Population users = plan.Populations[0];
        double mean = users.RouteShares.Zip(plan.RouteSeconds, (share, seconds) => share * seconds).Sum() / users.RouteShares.Sum();
        return users.HighestRate / 1.3 * mean / Mechanism.MainPool(plan).Sum(server => server.Places);
    }
}
