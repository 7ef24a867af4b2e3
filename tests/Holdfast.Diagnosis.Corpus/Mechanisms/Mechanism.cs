namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>What is done to an everyday service. Each works on what it does to servers, clients, lines and files, never on a signal.</summary>
internal static class Mechanism
{
    public static double UseFor(Cause cause, Draw draw) => cause switch
    {
        Cause.RetryStorm => draw.Between(0.6, 0.8),
        Cause.Surge or Cause.OneClient => draw.Between(0.35, 0.7),
        _ => draw.Between(0.35, 0.75),
    };

    public static void Apply(Cause cause, Draw draw, WorldPlan plan)
    {
        switch (cause)
        {
            case Cause.Surge: SurgeMechanism.Apply(draw, plan); break;
            case Cause.DeadServer: DeadServerMechanism.Apply(draw, plan); break;
            case Cause.PoolExhaustion: PoolExhaustionMechanism.Apply(draw, plan); break;
            case Cause.Imbalance: ImbalanceMechanism.Apply(draw, plan); break;
            case Cause.BadDeploy: BadDeployMechanism.Apply(draw, plan); break;
            case Cause.Network: NetworkMechanism.Apply(draw, plan); break;
            case Cause.OneClient: OneClientMechanism.Apply(draw, plan); break;
            case Cause.RetryStorm: RetryStormMechanism.Apply(draw, plan); break;
            case Cause.Monitoring: MonitoringMechanism.Apply(draw, plan); break;
            case Cause.Unknown: UnknownMechanism.Apply(draw, plan); break;
            default: BenignMechanism.Apply(draw, plan); break;
        }
    }

    public static ServerModel[] MainPool(WorldPlan plan) => [.. plan.Servers.Where(server => server.Pool == 0)];
}
