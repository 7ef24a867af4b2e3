namespace Holdfast.DataPlane.Health;

/// <summary>
/// What the servers of a pool do at this moment, added up so that one can be held against the others without looking at each pair.
/// Prober thread only. Next on the path: <see cref="Rules.EjectionRules"/>.
/// </summary>
public sealed class PoolEvidence
{
    /// <summary>An error rate of fewer requests says little.</summary>
    public const long RequestsOfARate = 20;

    /// <summary>Who has said something in this time is alive.</summary>
    public const long AliveNanoseconds = 250_000_000;

    private long good;
    private long bad;
    private int rates;
    private double rateSum;
    private double rateSquares;

    /// <summary>Servers that may be given requests.</summary>
    public int Available { get; private set; }

    /// <summary>Available ones that have answered lately.</summary>
    public int Moving { get; private set; }

    /// <summary>Available ones that owe an answer and have said nothing lately.</summary>
    public int Stuck { get; private set; }

    /// <summary>Good answers among all, of the last ten seconds; 1 when there are none.</summary>
    public double GoodShare => good + bad == 0 ? 1 : (double)good / (good + bad);

    /// <summary>To be called when each server's evidence has been collected.</summary>
    public void Collect(IReadOnlyList<ServerHealth> servers, long now)
    {
        Available = Moving = Stuck = rates = 0;
        good = bad = 0;
        rateSum = rateSquares = 0;
        for (int i = 0; i < servers.Count; i++)
        {
            if (servers[i].Server.Available)
            {
                Add(servers[i].Evidence, now);
            }
        }
    }

    /// <summary>
    /// For one without peers: what it has done so far is usual. Where it fails no less with the few requests that it gets than with many, holding it down
    /// heals nothing and costs all that it would answer. One that fails most has no such excuse.
    /// </summary>
    public static double OwnGoodShare(ServerEvidence server) => server.Good > server.Bad ? RateOf(server) : 1;

    /// <summary>Good answers of the other available servers among all of theirs.</summary>
    /// <param name="requests">How many they were.</param>
    public double GoodShareOfOthers(ServerEvidence server, out long requests)
    {
        long othersGood = good - server.Good;
        requests = othersGood + bad - server.Bad;
        return requests == 0 ? 1 : (double)othersGood / requests;
    }

    /// <summary>Mean and standard deviation of the good shares of the other servers that have one.</summary>
    public int RatesOfOthers(ServerEvidence server, out double mean, out double deviation)
    {
        double own = RateOf(server);
        int others = rates - 1;
        mean = others > 0 ? (rateSum - own) / others : 1;
        double variance = others > 0 ? ((rateSquares - (own * own)) / others) - (mean * mean) : 0;
        deviation = Math.Sqrt(Math.Max(0, variance));
        return others;
    }

    internal static double RateOf(ServerEvidence server) => (double)server.Good / (server.Good + server.Bad);

    private void Add(ServerEvidence server, long now)
    {
        Available++;
        bool moves = now - server.ProgressAt < AliveNanoseconds;
        Moving += moves ? 1 : 0;
        Stuck += !moves && server.Awaiting > 0 ? 1 : 0;
        good += server.Good;
        bad += server.Bad;
        if (server.Good + server.Bad >= RequestsOfARate)
        {
            double rate = RateOf(server);
            rates++;
            rateSum += rate;
            rateSquares += rate * rate;
        }
    }
}
