namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// How often each cause is at the bottom before anything was seen: published shares of 152 incidents of a large service, mapped to our
/// classes (code and deployment, infrastructure, configuration, network), the rest by our own five outages. Between 0 and 1, sum 1.
/// </summary>
internal static class Priors
{
    /// <summary>Decibans for everything that has no hypothesis: high enough to win when nothing fits.</summary>
    public const double NoneOfThese = -5;

    private static readonly Dictionary<CauseClass, double> Table = new()
    {
        [CauseClass.BadDeployment] = 0.22,
        [CauseClass.SickServer] = 0.16,
        [CauseClass.Surge] = 0.13,
        [CauseClass.Imbalance] = 0.12,
        [CauseClass.Network] = 0.11,
        [CauseClass.PoolExhaustion] = 0.10,
        [CauseClass.OneClient] = 0.07,
        [CauseClass.RetryStorm] = 0.05,
        [CauseClass.MonitoringLoad] = 0.04,
    };

    public static double Decibans(CauseClass cause)
    {
        double share = Table[cause];
        return 10 * Math.Log10(share / (1 - share));
    }
}
