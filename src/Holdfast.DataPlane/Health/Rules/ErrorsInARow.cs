namespace Holdfast.DataPlane.Health.Rules;

/// <summary>Five failures and nothing good in between, while the others do not fail: the quick way out of the pool for a broken deployment.</summary>
internal sealed class ErrorsInARow : IEjectionRule
{
    private const int Enough = 5;

    // Where the others fail some, too, so many in a row that chance gives them once in a thousand million requests.
    private const double Chance = 1e-9;

    // Fewer answers of the others say nothing about them.
    private const long OthersKnown = 5;

    public EjectionReason Reason => EjectionReason.ErrorsInARow;

    public bool OnlySuspects => false;

    /// <summary>Where the others fail half of theirs, too, the requests or what is behind all servers are to blame.</summary>
    public bool Speaks(ServerHealth server, PoolEvidence pool)
    {
        long run = server.Evidence.BadInARow;
        if (run < Enough)
        {
            return false;
        }

        double good = pool.GoodShareOfOthers(server.Evidence, out long requests);
        return requests < OthersKnown || (good >= 0.5 && Math.Pow(1 - good, run) <= Chance);
    }
}
