namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// How often somebody was hurt lately, and for how long nobody has been. Where hardly anybody asks, shares tell nothing for minutes; that those
/// who were hurt every second have not been for a while does. One subject, once a second.
/// </summary>
internal sealed class HarmPace
{
    // Over so many gaps between bad seconds the pace is measured: one straggler after the end is no new pace.
    private const int Gaps = 8;

    // Three would have been expected if a quarter of it went on: the same question that shares are asked.
    private const double GapsOfQuiet = 12;

    private readonly Rolling gaps = new(Gaps);
    private long seconds;
    private long lastBad = -1;

    public void Add(double badCount)
    {
        seconds++;
        if (badCount > 0)
        {
            long gap = lastBad < 0 ? 1 : seconds - lastBad;
            if (gap > PresentWindow.MostSeconds)
            {
                // What was before so long a calm is other harm: its distance would hold a short outage open for half an hour.
                gaps.Clear();
                gap = 1;
            }

            gaps.Add(gap);
            lastBad = seconds;
        }
    }

    /// <summary>Whether nobody has been hurt for much longer than the pace would let one expect.</summary>
    public bool HasEnded => lastBad >= 0 && seconds - lastBad >= Math.Max(PresentWindow.FewestSeconds, GapsOfQuiet * gaps.Mean);
}
