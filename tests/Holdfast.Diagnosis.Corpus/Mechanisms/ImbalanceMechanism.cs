namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>Somebody changes weights, and one server gets what was meant for all.</summary>
internal static class ImbalanceMechanism
{
    public static void Apply(Draw draw, WorldPlan plan)
    {
        ServerModel[] pool = Mechanism.MainPool(plan);
        int hot = draw.Random.Next(pool.Length);
        bool nothingForOthers = draw.Chance(0.5);
        double weight = nothingForOthers ? 1 : draw.Factor(12, 120);
        plan.StrictWeights = nothingForOthers || draw.Chance(0.7);
        // Where full servers pass on what they cannot take, a high weight does no harm.
        plan.StrictWeights = true;
        plan.Announce(plan.Onset - draw.Between(0.1, 1.5), draw.Chance(0.5) ? ChangeKind.Weights : ChangeKind.Configuration, "shop", "configuration applied: weights of pool shop changed");
        plan.Script.Add((plan.Onset, _ =>
        {
            for (int i = 0; i < pool.Length; i++)
            {
                pool[i].Weight = i == hot ? weight : nothingForOthers ? 0 : 1;
            }
        }));
    }
}
