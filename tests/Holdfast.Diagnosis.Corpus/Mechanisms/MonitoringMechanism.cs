namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>Probes become many or dear: the service works for those who ask whether it works.</summary>
internal static class MonitoringMechanism
{
    public static void Apply(Draw draw, WorldPlan plan)
    {
        ServerModel[] pool = Mechanism.MainPool(plan);
        double spare = (1.05 - SurgeMechanism.UseOf(plan)) * pool[0].Places;
        double load = spare * draw.Between(1.1, 2);
        bool dear = draw.Chance(0.5);
        if (draw.Chance(0.5))
        {
            plan.Announce(plan.Onset - draw.Between(0.2, 3), ChangeKind.Configuration, "health", "configuration applied: health checks of pool shop changed");
        }

        plan.Script.Add((plan.Onset, _ =>
        {
            if (dear)
            {
                // The page that is asked for now looks through the whole database.
                double perSecond = plan.Monitors / plan.ProbeIntervalSeconds;
                double boost = Math.Max(1, 2 / perSecond);
                plan.ProbeIntervalSeconds /= boost;
                plan.ProbeCost = load / (perSecond * boost);
            }
            else
            {
                plan.ProbeCost = Math.Max(plan.ProbeCost, 0.01);
                plan.Monitors = Math.Max(2, (int)(load / plan.ProbeCost * plan.ProbeIntervalSeconds / 4));
                plan.ProbeIntervalSeconds /= 4;
            }
        }));
    }
}
