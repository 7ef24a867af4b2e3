namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Bad and all requests of the last seconds: whether what a long window remembers still goes on. As few seconds as can tell, because
/// people wait for the word that it is over; with little traffic more of them, because silence of a few requests proves nothing.
/// </summary>
internal sealed class PresentWindow
{
    public const int FewestSeconds = 5;
    private const int MostSeconds = 60;

    // So many would be expected at the threshold: that none comes by chance happens once in twenty times, and clearing waits on top of that.
    private const double LeastExpected = 3;

    private readonly Rolling bad = new(MostSeconds);
    private readonly Rolling all = new(MostSeconds);

    public void Add(double badCount, double allCount)
    {
        bad.Add(badCount);
        all.Add(allCount);
    }

    /// <summary>Share of bad ones lately; above any threshold while nothing can be told.</summary>
    /// <param name="allowed">The share that is asked about.</param>
    public double Ratio(double allowed)
    {
        (double badSum, double allSum) = (0, 0);
        for (int back = 0; back < all.Count; back++)
        {
            badSum += bad.Back(back);
            allSum += all.Back(back);
            if (back + 1 >= FewestSeconds && allSum * allowed >= LeastExpected)
            {
                return badSum / allSum;
            }
        }

        return double.PositiveInfinity;
    }
}
