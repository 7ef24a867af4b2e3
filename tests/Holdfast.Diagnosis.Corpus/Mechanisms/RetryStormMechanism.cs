namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>A short stall makes every client repeat, and the repeats alone are more than the servers can do: it stays bad after the stall has gone.</summary>
internal static class RetryStormMechanism
{
    public static void Apply(Draw draw, WorldPlan plan)
    {
        Population users = plan.Populations[0];
        users.RetryChance = draw.Between(0.92, 1);
        users.MostAttempts = draw.Whole(5, 10);
        users.BackoffSeconds = draw.Between(0.05, 0.4);
        users.PatienceSeconds = draw.Between(0.4, 1);
        double stall = draw.Between(5, 12);
        double slowness = draw.Factor(8, 30);
        plan.Script.Add((plan.Onset, _ => plan.Servers.FindAll(server => server.Pool == 0).ForEach(server => server.Slowness = slowness)));
        plan.Script.Add((plan.Onset + stall, _ => plan.Servers.FindAll(server => server.Pool == 0).ForEach(server => server.Slowness = 1)));
    }
}
