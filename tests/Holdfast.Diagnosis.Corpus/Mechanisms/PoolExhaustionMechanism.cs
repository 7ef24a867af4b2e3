namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>Connections run out while the servers idle: answers are taken slowly, or somebody lowered the cap.</summary>
internal static class PoolExhaustionMechanism
{
    public static void Apply(Draw draw, WorldPlan plan)
    {
        // Limits that follow the time to the first byte see nothing wrong and do not bind before the connections do.
        foreach (ServerModel server in Mechanism.MainPool(plan))
        {
            server.Limit = (int)(server.ConnectionCap * draw.Between(1.3, 2));
        }

        if (draw.Chance(0.7))
        {
            HoldLonger(draw, plan, plan.Onset);
        }
        else
        {
            LowerCap(draw, plan);
        }
    }

    /// <summary>The exchange keeps its connection for long after the server has done its work.</summary>
    public static void HoldLonger(Draw draw, WorldPlan plan, double from)
    {
        double needed = Mechanism.MainPool(plan).Sum(server => server.ConnectionCap) / (Everyday.RateOf(plan) * plan.HoldSeconds);
        double factor = needed * draw.Between(1.3, 3);
        double seconds = draw.Factor(1, 15);
        for (int step = 1; step <= 5; step++)
        {
            double now = 1 + ((factor - 1) * step / 5);
            plan.Script.Add((from + (seconds * step / 5), _ => plan.Servers.FindAll(server => server.Pool == 0).ForEach(server => server.HoldFactor = now)));
        }
    }

    private static void LowerCap(Draw draw, WorldPlan plan)
    {
        double busy = SurgeMechanism.UseOf(plan) * Mechanism.MainPool(plan)[0].Places;
        int cap = Math.Max(1, (int)(busy * draw.Between(0.4, 0.8)));
        double at = plan.Onset;
        plan.Announce(at - draw.Between(0.2, 2), ChangeKind.Limit, "shop", $"limits.connections of pool shop is now {cap}");
        plan.Script.Add((at, _ => plan.Servers.FindAll(server => server.Pool == 0).ForEach(server =>
        {
            server.ConnectionCap = cap;
            server.Open = Math.Min(server.Open, Math.Max(cap, server.InFlight));
            server.Idle = Math.Max(0, server.Open - server.InFlight);
        })));
    }
}
