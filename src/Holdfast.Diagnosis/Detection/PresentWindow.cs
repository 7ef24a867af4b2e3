namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Bad and all requests of the last seconds: whether what a long window remembers still goes on. As few seconds as can tell, because
/// people wait for the word that it is over; with little traffic more of them, because silence of a few requests proves nothing.
/// </summary>
internal sealed class PresentWindow
{
    public const int FewestSeconds = 5;

    /// <summary>Further back nothing is present any more.</summary>
    public const int MostSeconds = 60;

    // So many would be expected at the threshold: that none comes by chance happens once in twenty times, and clearing waits on top of that.
    private const double LeastExpected = 3;

    // Where most failed, a few good ones tell as much as many do where few failed: asked is whether a quarter of it goes on.
    private const double PartOfTrouble = 0.25;

    private readonly Rolling bad = new(MostSeconds);
    private readonly Rolling all = new(MostSeconds);
    private readonly HarmPace pace = new();

    public void Add(double badCount, double allCount)
    {
        pace.Add(badCount);
        bad.Add(badCount);
        all.Add(allCount);
    }

    /// <summary>Nobody has been hurt for much longer than the pace of the harm would let one expect.</summary>
    public bool HasEnded => pace.HasEnded;

    /// <summary>Share of bad ones lately; above any threshold while nothing can be told. Where nobody asks any more nobody is hurt.</summary>
    /// <param name="allowed">The share that is asked about.</param>
    public double Ratio(double allowed)
    {
        if (pace.HasEnded)
        {
            // Seconds in which nobody asks would make it look back into the trouble.
            return 0;
        }

        double expected = Math.Max(allowed, PartOfTrouble * ShareOfTrouble());
        (double badSum, double allSum) = (0, 0);
        for (int back = 0; back < all.Count; back++)
        {
            badSum += bad.Back(back);
            allSum += all.Back(back);
            if (back + 1 >= FewestSeconds && allSum * expected >= LeastExpected)
            {
                return badSum / allSum;
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>From the first bad second that is remembered to the last one.</summary>
    private double ShareOfTrouble()
    {
        (double badSum, double allSum, double share) = (0, 0, 0);
        for (int back = 0; back < all.Count; back++)
        {
            badSum += bad.Back(back);
            allSum += badSum > 0 ? all.Back(back) : 0;
            share = bad.Back(back) > 0 ? badSum / allSum : share;
        }

        return share;
    }
}
