namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>What was really done to a run.</summary>
internal enum Cause
{
    None = 0,
    Surge,
    DeadServer,
    PoolExhaustion,
    Imbalance,
    BadDeploy,
    Network,
    OneClient,
    RetryStorm,
    Monitoring,

    /// <summary>Something that no hypothesis knows.</summary>
    Unknown,
}
