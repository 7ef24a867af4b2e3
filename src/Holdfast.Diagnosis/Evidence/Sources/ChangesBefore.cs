namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>What did people and programs change before it began?</summary>
internal sealed class ChangesBefore : IEvidenceSource
{
    private static readonly TimeSpan ConfigurationWithin = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan DeploymentWithin = TimeSpan.FromMinutes(15);

    // The first symptom is seen in whole seconds, and a change is written down when it is complete. What comes some seconds later still may
    // have been in time, because the onset is an estimate; nobody answers trouble with a change that soon.
    private const int LateSeconds = 2;
    public const int LatestSeconds = 6;
    private const double LateQuality = 0.6;

    // Who deploys announces it, and the servers follow one by one.
    private static readonly TimeSpan AnnouncedAhead = TimeSpan.FromMinutes(2);

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        DateTimeOffset onset = DateTimeOffset.FromUnixTimeSeconds(situation.Onset);
        int relevant = 0;
        List<(ChangeEvent Change, double Quality)> versions = [];
        IReadOnlyList<ChangeEvent> changes = situation.Changes.Between(onset - DeploymentWithin, DateTimeOffset.FromUnixTimeSeconds(Math.Min(situation.Onset + LatestSeconds, situation.Now)).AddSeconds(0.999));
        foreach (ChangeEvent change in changes)
        {
            if (SignOf(change, situation) is { } sign && (sign == Sign.VersionChanged || onset - change.HappenedAt <= ConfigurationWithin))
            {
                relevant++;
                double quality = Nearness(sign, onset - change.HappenedAt, change.Kind == ChangeKind.Version) * (change.HappenedAt > onset + TimeSpan.FromSeconds(LateSeconds) ? LateQuality : 1);
                if (sign == Sign.VersionChanged)
                {
                    versions.Add((change, quality));
                }
                else
                {
                    Add(situation, into, sign, change, quality);
                }
            }
        }

        if (versions.Count > 0)
        {
            // One deployment says it once, however many servers it goes to: told by who announced it, as near as the nearest of them.
            var those = versions.Where(version => version.Change.Kind == ChangeKind.Version || !versions.Exists(other => Follows(other.Change, version.Change))).ToList();
            (ChangeEvent change, double nearest) = those.MaxBy(version => version.Quality);
            Add(situation, into, Sign.VersionChanged, versions.FindLast(version => Follows(change, version.Change)).Change ?? change, nearest);
        }
        else if (VersionSeen(situation) is { } at)
        {
            relevant++;
            into.Add(situation, Sign.VersionChanged, SignalFamily.Change, situation.Pool, nameof(Signal.VersionChanged), at, 0,
                (at > situation.Onset + LateSeconds ? LateQuality : 1) * Nearness(Sign.VersionChanged, TimeSpan.FromSeconds(situation.Onset - at), isSeen: true), Math.Min(at, situation.Onset),
                $"{Math.Max(0, situation.Onset - at)} s before: servers of {SubjectNames.InWords(situation.Pool)} began to answer with another version");
        }

        if (relevant == 0)
        {
            into.Add(situation, Sign.NothingChanged, SignalFamily.Change, situation.Pool, "changes", changes.Count, 0, 0.7, null,
                changes.Count == 0 ? "nothing was changed before it began" : $"nothing that concerns {SubjectNames.InWords(situation.Pool)} was changed before it began; {changes.Count} other changes were");
        }
    }

    // Seen in the answers themselves, whether or not anybody announced it.
    private static long? VersionSeen(Situation situation)
    {
        long? at = situation.LeftAt(situation.Servers, [Signal.VersionChanged]);
        for (long second = situation.Onset - 60; at is null && second <= Math.Min(situation.Onset + LatestSeconds, situation.Now); second++)
        {
            long each = second;
            if (situation.Servers.Any(server => situation.Sum(server, [Signal.VersionChanged], each, each) > 0))
            {
                at = each;
            }
        }

        return at <= situation.Onset + LatestSeconds ? at : null;
    }

    /// <summary>What a change of that kind is evidence of when it came before; null where it has nothing to do with the pool.</summary>
    public static Sign? SignOf(ChangeEvent change, Situation situation) => change.Kind switch
    {
        ChangeKind.Weights when change.Concerns(situation.Pool) => Sign.WeightsChanged,
        ChangeKind.Limit when change.Concerns(situation.Pool) && change.Mentions("connections") => Sign.ConnectionLimitChanged,
        ChangeKind.Version or ChangeKind.Deployment when change.Concerns(situation.Pool) => Sign.VersionChanged,
        ChangeKind.Configuration when change.Mentions("health") || change.Mentions("probe") => Sign.ProbesChanged,
        ChangeKind.Configuration when change.Concerns(situation.Pool) || change.Mentions($"pools.{situation.Pool.Name}.servers") || change.Mentions("weight") => Sign.WeightsChanged,
        _ => null,
    };

    /// <summary>Whoever broke it, broke it just before; a change of minutes ago has been proven by those minutes.</summary>
    /// <param name="isSeen">A version in the answers themselves is known to the second; what is announced takes its time.</param>
    private static double Nearness(Sign sign, TimeSpan before, bool isSeen) =>
        sign != Sign.VersionChanged ? 1 - (0.8 * Items.Grade(before.TotalSeconds, 10, 60))
        : isSeen ? 1 - (0.75 * Items.Grade(before.TotalSeconds, 8, 24))
        : 1 - (0.75 * Items.Grade(before.TotalSeconds, 10, 45));

    // The version that servers began to answer with after a deployment was announced.
    private static bool Follows(ChangeEvent seen, ChangeEvent announced) => seen.Kind == ChangeKind.Version && announced.Kind == ChangeKind.Deployment
        && seen.HappenedAt >= announced.HappenedAt && seen.HappenedAt - announced.HappenedAt <= AnnouncedAhead;

    private static void Add(Situation situation, List<EvidenceItem> into, Sign sign, ChangeEvent change, double quality)
    {
        long at = change.HappenedAt.ToUnixTimeSeconds();
        into.Add(new EvidenceItem(
            sign, SignalFamily.Change, situation.Pool, $"change {change.Id}", at, at, situation.Onset - at, 0, quality, Math.Min(at, situation.Onset),
            $"{Math.Max(0, situation.Onset - at)} s before: {change.What} ({change.Subject})"));
    }
}
