namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>
/// A deployment of the very pool that will suffer, shortly before, with which nothing is wrong: announced, and mostly seen in the answers. Whoever
/// blames what was changed last blames it.
/// </summary>
internal static class HarmlessDeployment
{
    private const double Share = 0.3;

    // Draws of its own: a run without it is as it was before there were any.
    private const ulong OwnSeeds = 1UL << 40;

    public static void Apply(Draw service, WorldPlan plan)
    {
        Draw draw = new(service.Seed + OwnSeeds, service.Part);
        if (!draw.Chance(Share))
        {
            return;
        }

        double at = plan.Onset - draw.Between(20, 75);
        double pause = draw.Between(0, 2);
        plan.Announce(at - draw.Between(0.2, 5), ChangeKind.Deployment, "shop", "release 2.7.9 of shop goes live", "ci");
        if (!draw.Chance(0.7))
        {
            return;
        }

        foreach (ServerModel server in Mechanism.MainPool(plan))
        {
            plan.Announce(at, ChangeKind.Version, Recorder.Server(server).Name, "version 2.7.8 became 2.7.9", "servers");
            plan.Script.Add((at, world => world.ChangeVersion(server)));
            at += pause;
        }
    }
}
