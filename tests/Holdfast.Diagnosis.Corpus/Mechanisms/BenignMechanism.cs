namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>Things that look like trouble and harm nobody.</summary>
internal static class BenignMechanism
{
    private const int Kinds = 6;

    public static void Apply(Draw draw, WorldPlan plan)
    {
        switch (draw.Random.Next(Kinds))
        {
            case 0:
                // More users, and room for all of them.
                double factor = draw.Between(1.3, 0.75 / SurgeMechanism.UseOf(plan));
                SurgeMechanism.Grow(plan, plan.Populations[0], Everyday.Rise(plan.Onset, draw.Factor(2, 25), factor), Math.Max(1, factor));
                break;
            case 1:
                BadDeployMechanism.Roll(draw, plan, _ => { });
                break;
            case 2:
                SurgeMechanism.Grow(plan, plan.Populations[0], _ => 0.06, 1);
                break;
            case 3:
                // Forward or back, by less than a second or by half a minute.
                plan.SetClock(plan.Onset, draw.Factor(0.7, 30) * (draw.Chance(0.5) ? 1 : -1));
                break;
            case 4:
                plan.Announce(plan.Onset, ChangeKind.Weights, "shop", "configuration applied: weights of pool shop changed");
                plan.Script.Add((plan.Onset, _ => plan.Servers[0].Weight = 0.7));
                break;
            default:
                // A server is drained for maintenance, with enough others.
                plan.Announce(plan.Onset, ChangeKind.Operator, Recorder.Server(plan.Servers[0]).Name, "drained");
                plan.Script.Add((plan.Onset, _ => plan.Servers[0].Weight = 0));
                break;
        }
    }
}
