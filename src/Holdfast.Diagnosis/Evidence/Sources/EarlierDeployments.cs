namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// Did earlier deployments of this pool cost as many errors for a moment, and then none? What every one of them does says nothing about the
/// newest. An earlier one whose errors stayed was a bad one, and no measure.
/// </summary>
internal sealed class EarlierDeployments : IEvidenceSource
{
    // For so long their seconds are kept.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    // One is no habit.
    private const int Least = 2;
    private const int Most = 6;

    // Servers get a new version one after the other: what lies closer together is one deployment.
    private const int ApartSeconds = 300;
    private const int MomentSeconds = 60;

    // By then the errors of a usual one have gone to a quarter.
    private const double GoneTo = 0.25;
    private const double LeastShare = 0.005;
    private const double MoreThanUsual = 1.5;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        if (situation.Now - situation.Onset > MomentSeconds || !into.Exists(item => item.Sign == Sign.VersionChanged))
        {
            return;
        }

        double[] usual = [.. Earlier(situation).TakeLast(Most).Select(at => ErrorsThatPassed(situation, at)).OfType<double>().Order()];
        double now = Errors(situation, situation.Onset - 1, situation.Now);
        if (usual.Length >= Least && usual[usual.Length / 2] >= LeastShare && now <= MoreThanUsual * usual[usual.Length / 2])
        {
            into.Add(situation, Sign.DeploymentsAreLikeThat, SignalFamily.Change, situation.Pool, nameof(Signal.FailedServerError), now, usual[usual.Length / 2], 1, null,
                $"{Items.Share(now)} of the requests fail, and {Items.Share(usual[usual.Length / 2])} did for a moment after each of the last {usual.Length} deployments");
        }
    }

    /// <summary>The share that failed in the first minute; null where nobody knows, or where it went on.</summary>
    private static double? ErrorsThatPassed(Situation situation, long at)
    {
        double first = Errors(situation, at - 1, at + MomentSeconds);
        double then = Errors(situation, at + MomentSeconds + 1, at + (2 * MomentSeconds));
        return double.IsNaN(first) || !(then <= GoneTo * first) ? null : first;
    }

    private static double Errors(Situation situation, long from, long to) =>
        situation.Past(situation.Pool, [Signal.FailedServerError], from, to) / situation.Past(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], from, to);

    private static List<long> Earlier(Situation situation)
    {
        DateTimeOffset onset = DateTimeOffset.FromUnixTimeSeconds(situation.Onset);
        List<long> begun = [];
        foreach (ChangeEvent change in situation.Changes.Between(onset - Remembered, onset.AddSeconds(-ApartSeconds)).OrderBy(change => change.HappenedAt))
        {
            long at = change.HappenedAt.ToUnixTimeSeconds();
            if (change.Kind is ChangeKind.Version or ChangeKind.Deployment && change.Concerns(situation.Pool) && (begun.Count == 0 || at - begun[^1] > ApartSeconds))
            {
                begun.Add(at);
            }
        }

        return begun;
    }
}
