namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>Outages of a known size, to measure how soon they are detected.</summary>
internal static class Break
{
    /// <summary>Every server of the main pool dies, falls silent or answers only errors.</summary>
    public static void Total(Draw draw, WorldPlan plan)
    {
        int kind = draw.Random.Next(3);
        plan.Script.Add((plan.Onset, world => plan.Servers.FindAll(server => server.Pool == 0).ForEach(server =>
        {
            if (kind == 0)
            {
                world.Crash(server);
            }
            else
            {
                server.Silent = kind == 1;
                server.FailShare = 1;
            }
        })));
    }

    /// <summary>Errors for a while, and then everything as before.</summary>
    public static Action<Draw, WorldPlan> ErrorsFor(double share, double seconds) => (draw, plan) =>
    {
        Errors(share)(draw, plan);
        plan.Script.Add((plan.Onset + seconds, _ => plan.Servers.ForEach(server => server.FailShare = 0)));
    };

    public static Action<Draw, WorldPlan> Errors(double share) => (_, plan) =>
        plan.Script.Add((plan.Onset, _ => plan.Servers.FindAll(server => server.Pool == 0).ForEach(server => server.FailShare = share)));
}
