namespace Holdfast.Diagnosis;

/// <summary>What may be at the bottom of trouble, as far as this program knows.</summary>
public enum CauseClass
{
    /// <summary>Something else: no hypothesis explains what is seen.</summary>
    NoneOfThese = 0,
    Surge,
    SickServer,
    PoolExhaustion,
    Imbalance,
    BadDeployment,
    Network,
    OneClient,
    RetryStorm,
    MonitoringLoad,
}
