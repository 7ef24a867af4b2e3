namespace Holdfast.DataPlane.Health.Rules;

/// <summary>
/// Over ten seconds the server answers far fewer requests well than its peers. With five servers or more it is held against their mean
/// and spread; with fewer there is no spread worth the name, so it must fail half of its requests while they are well.
/// </summary>
internal sealed class ErrorRate : IEjectionRule
{
    private const int ServersOfASpread = 5;
    private const double Deviations = 1.9;
    private const double LeastGoodShare = 0.5;
    private const double GoodShareOfTheWell = 0.9;

    // Where all are nearly perfect the spread is nearly nothing: one failure by chance must not stand out. So it must be this much worse,
    // and have more failures than chance gives. Six deviations (of counts, one added because small counts scatter to one side) happen to a
    // hundred servers that fail one request in twenty once in days, to healthier ones practically never.
    private const double LeastDifference = 0.1;
    private const double DeviationsOfChance = 6;

    public EjectionReason Reason => EjectionReason.ErrorRate;

    public bool OnlySuspects => false;

    public bool Speaks(ServerHealth server, PoolEvidence pool)
    {
        ServerEvidence evidence = server.Evidence;
        long requests = evidence.Good + evidence.Bad;
        if (evidence.Bad == 0 || requests < PoolEvidence.RequestsOfARate)
        {
            return false;
        }

        double rate = PoolEvidence.RateOf(evidence);
        int others = pool.RatesOfOthers(evidence, out double mean, out double deviation);
        if (others + 1 >= ServersOfASpread)
        {
            return rate < mean - LeastDifference && rate < Math.Max(LeastGoodShare, mean - (Deviations * deviation)) && IsMoreThanChance(evidence.Bad, requests * (1 - mean));
        }

        return rate < LeastGoodShare && pool.GoodShareOfOthers(evidence, out long ofOthers) >= GoodShareOfTheWell && ofOthers >= PoolEvidence.RequestsOfARate;
    }

    private static bool IsMoreThanChance(long failures, double expected) => failures >= expected + (DeviationsOfChance * Math.Sqrt(expected + 1));
}
