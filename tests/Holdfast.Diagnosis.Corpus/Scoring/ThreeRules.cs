namespace Holdfast.Diagnosis.Corpus.Scoring;

/// <summary>
/// What anybody would write in an afternoon: a change of the pool that suffers, shortly before, is to blame; else more traffic; else the server
/// that fails. If this does as well as the ranking, the corpus is too easy.
/// </summary>
internal static class ThreeRules
{
    public static Cause Say(CorpusSeries series, double onset, int second)
    {
        series.NewestSecond = CorpusSeries.Start + series.Seconds;
        int to = Math.Min(second, series.Seconds - 1);
        SeriesSubject pool = Recorder.Pool(0);
        DateTimeOffset began = WorldPlan.TimeOf(onset);
        ChangeEvent? change = series.Between(began.AddMinutes(-2), began.AddSeconds(1)).LastOrDefault(each => Concerns(each, pool)
            && each.Kind is ChangeKind.Deployment or ChangeKind.Version or ChangeKind.Weights or ChangeKind.Configuration or ChangeKind.Limit);
        if (change is not null)
        {
            return change.Kind switch
            {
                ChangeKind.Deployment or ChangeKind.Version => Cause.BadDeploy,
                ChangeKind.Limit => Cause.PoolExhaustion,
                _ => Cause.Imbalance,
            };
        }

        double before = Runner.Mean(series, pool, Signal.OfferedFirst, (int)onset - 60, (int)onset - 5) + Runner.Mean(series, pool, Signal.OfferedRetry, (int)onset - 60, (int)onset - 5);
        double now = Runner.Mean(series, pool, Signal.OfferedFirst, to - 8, to) + Runner.Mean(series, pool, Signal.OfferedRetry, to - 8, to);
        if (now > 1.3 * before)
        {
            return Runner.Mean(series, pool, Signal.TopClientShare, to - 8, to) > 0.2 ? Cause.OneClient : Cause.Surge;
        }

        return Runner.Mean(series, pool, Signal.Healthy, to - 8, to) < Runner.Mean(series, pool, Signal.ServersTotal, to - 8, to) - 0.2 ? Cause.DeadServer : Cause.Network;
    }

    // Deployments of other services are nobody's suspicion.
    private static bool Concerns(ChangeEvent change, SeriesSubject pool) =>
        change.Subject == pool.Name || change.Subject.StartsWith(pool.Name + "/", StringComparison.Ordinal) || change.What.Contains($"pool {pool.Name}", StringComparison.Ordinal);
}
