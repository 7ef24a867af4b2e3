namespace Holdfast.Incidents.Replay;

/// <summary>
/// Tells a server that is slow from one that has a queue. Who takes over what others cannot answer is late with it and does all that it can: the drill's
/// servers do so by themselves. Slow is who is late with no more than usual, or with no more than others that are not.
/// </summary>
internal static class SlowServer
{
    private const double SlowerLeast = 3;
    private const double SlowerThanOthers = 2;

    // Shares of servers that are asked for the same differ by less.
    private const double AlikeWithin = 1.5;

    // A pool's only server has nobody to be compared with: only much more than usual excuses it.
    private const double MoreLeast = 1.5;

    // Who is alone while the others are gone may be able to do hardly more than usual, and has a queue of what it cannot.
    private const double AsUsualLeast = 0.9;

    public static bool IsSlow(ServerColumns own, ServerColumns[] others, int second)
    {
        double slower = own.Slower(second);
        if (!(slower >= SlowerLeast))
        {
            return false;
        }

        double burden = own.Burden(second);
        ServerColumns[] alike = [.. others.Where(other => other.IsServing(second) && other.Burden(second) >= burden / AlikeWithin)];
        return alike.Length > 0 ? !(slower < SlowerThanOthers * ReplaySeries.Median(alike.Select(other => other.Slower(second))))
            : burden < (others.Length == 0 ? MoreLeast : AsUsualLeast);
    }
}
