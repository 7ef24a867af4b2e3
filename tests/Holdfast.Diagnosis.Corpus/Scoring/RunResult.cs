using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Corpus.Scoring;

/// <summary>What detection and diagnosis made of one run.</summary>
/// <param name="DetectedAfter">Seconds from the onset to the first suspicion; null when it was never suspected.</param>
/// <param name="Settled">The explanation 30 s after the suspicion.</param>
/// <param name="OnsetError">Seconds by which the onset that diagnosis worked with is later than the true one.</param>
/// <param name="FirstRankedAfter">Seconds from the suspicion until the right cause was first for the first time; null when it never was.</param>
/// <param name="FalselyBlamed">A root cause was stated that is none, at any second.</param>
/// <param name="Baseline">What the three rules say at the same moment.</param>
/// <param name="Redrawn">What was drawn before it and thrown away.</param>
internal sealed record RunResult(
    RunPlan Plan, double? DetectedAfter, double? DeclaredAfter, Explanation? Settled, double? OnsetError, int? FirstRankedAfter, bool FalselyBlamed, Cause Baseline, Redrawn Redrawn)
{
    public Cause Top => Settled is null ? Cause.None : Causes.Of(Settled.Top.Class);

    public bool IsTopRight => Plan.Causes.Contains(Top) || (Plan.Kind == RunKind.Unknown && Top == Cause.Unknown);

    public bool HasBothInTopTwo => Settled is not null
        && Plan.Causes.All(cause => Settled.Ranking.Where(ranked => ranked.Class != CauseClass.NoneOfThese).Take(2).Any(ranked => Causes.Of(ranked.Class) == cause));

    public bool Abstains => Settled?.RootCause is null;
}

/// <summary>Draws that were not the outage that they were to be, by what the simulated users got.</summary>
/// <param name="IllBefore">Users were hurt before anything was done to the service.</param>
/// <param name="Harmless">Nobody was hurt by what was done to it.</param>
/// <param name="OfOne">Of two things that were done to it one made nothing worse.</param>
internal readonly record struct Redrawn(int IllBefore, int Harmless, int OfOne);

internal static class Causes
{
    public static Cause Of(CauseClass cause) => cause switch
    {
        CauseClass.Surge => Cause.Surge,
        CauseClass.SickServer => Cause.DeadServer,
        CauseClass.PoolExhaustion => Cause.PoolExhaustion,
        CauseClass.Imbalance => Cause.Imbalance,
        CauseClass.BadDeployment => Cause.BadDeploy,
        CauseClass.Network => Cause.Network,
        CauseClass.OneClient => Cause.OneClient,
        CauseClass.RetryStorm => Cause.RetryStorm,
        CauseClass.MonitoringLoad => Cause.Monitoring,
        _ => Cause.Unknown,
    };
}
