namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>Every cause that is known, one line each.</summary>
internal static class HypothesisRegistry
{
    public static IReadOnlyList<Hypothesis> All { get; } =
    [
        new Surge(),
        new SickServer(),
        new PoolExhaustion(),
        new Imbalance(),
        new BadDeployment(),
        new NetworkTrouble(),
        new OneClient(),
        new RetryStorm(),
        new MonitoringLoad(),
    ];
}
