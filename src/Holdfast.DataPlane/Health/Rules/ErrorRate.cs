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
    // and have failed that many.
    private const double LeastDifference = 0.1;
    private const long FewestFailures = 5;

    public EjectionReason Reason => EjectionReason.ErrorRate;

    public bool OnlySuspects => false;

    public bool Speaks(ServerHealth server, PoolEvidence pool)
    {
        ServerEvidence evidence = server.Evidence;
        if (evidence.Bad < FewestFailures || evidence.Good + evidence.Bad < PoolEvidence.RequestsOfARate)
        {
            return false;
        }

        double rate = PoolEvidence.RateOf(evidence);
        int others = pool.RatesOfOthers(evidence, out double mean, out double deviation);
        if (others + 1 >= ServersOfASpread)
        {
            return rate < Math.Max(LeastGoodShare, mean - Math.Max(Deviations * deviation, LeastDifference)) && rate < mean - LeastDifference;
        }

        return rate < LeastGoodShare && pool.GoodShareOfOthers(evidence, out long requests) >= GoodShareOfTheWell && requests >= PoolEvidence.RequestsOfARate;
    }
}
