namespace Holdfast.Incidents.Replay;

/// <summary>
/// Who is back first when all were gone has the load of all. That it is slow or silent with that is no fault: the drill's server is so by itself. What lasts longer than
/// the others need to take their share again is one.
/// </summary>
internal static class ReturnRush
{
    // One well second is luck; after two the others carry their share.
    private const int WellSeconds = 2;

    // Who went with it is back four seconds after it at the latest, by what probes tell apart, and has its two seconds then. Whoever drowns longer has a trouble of its own.
    private const int SecondsMost = GoneTogether.ReturnsWithinMost + WellSeconds;

    /// <summary>The first second that is not excused any more; the one in which it was back, where it had no rush.</summary>
    public static int EndOf(ServerColumns own, ServerColumns[] others, int back)
    {
        if (!WasLeftToIt(others, back - 1))
        {
            return back;
        }

        int end = back;
        while (end < own.Good.Length && end - back < SecondsMost && !AreWell(others, back, end))
        {
            end++;
        }

        // The rush is in all of a mean.
        return end > back ? own.StepAfter(end - 1) : end;
    }

    /// <summary>Nobody else answered, and that because they were gone: an only server has what it always has, and so has one beside others that are asked for nothing.</summary>
    private static bool WasLeftToIt(ServerColumns[] others, int second) =>
        !Array.Exists(others, other => other.Good[second] >= other.OneRequest(second)) && Array.Exists(others, other => other.IsGone(second));

    private static bool AreWell(ServerColumns[] others, int back, int end) =>
        end - back >= WellSeconds && Enumerable.Range(end - WellSeconds, WellSeconds).All(second => Array.TrueForAll(others, other => other.IsWell(second)));
}
