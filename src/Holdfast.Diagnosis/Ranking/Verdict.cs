namespace Holdfast.Diagnosis.Ranking;

/// <summary>What may be said.</summary>
public enum Verdict
{
    /// <summary>Something is unusual, and nobody is hurt: nothing is blamed.</summary>
    NoHarm = 0,

    /// <summary>The evidence does not carry a verdict: the candidates and the next test are all there is to say.</summary>
    Undetermined,

    RootCause,
}
