namespace Holdfast.Incidents.Replay;

/// <summary>
/// Servers that died or fell silent together, and those that came back together. A record says when the gateway found a server again, not when the server was there: each is asked for
/// itself, in turns. Played one by one, the first of them has all of the load for seconds that it did not have that day, and may never get out of it.
/// </summary>
internal static class GoneTogether
{
    // A death is felt by the next request, in this second or in the one after it.
    private const int DeathsWithin = 1;

    // Half a second lies between two probes of a server that is out, and as much again until the second good one; and a second is what the series tell apart.
    private const int ReturnsWithin = 2;

    // Who is out for a minute is looked at each second, who is out for three of them every two.
    private const int RarelyAfter = 60;
    private const int MoreRarelyAfter = 180;

    /// <summary>Seconds between the first that is back and the last that is back with it.</summary>
    public const int ReturnsWithinMost = ReturnsWithin + 2;

    /// <summary>The earliest record is the nearest to what happened.</summary>
    public static IReadOnlyList<ReplayFault> Of(IReadOnlyList<ReplayFault> faults) => [.. Returned(Gone(faults)).OrderBy(fault => fault.From).ThenBy(fault => fault.Server.Name, StringComparer.Ordinal)];

    private static List<ReplayFault> Gone(IReadOnlyList<ReplayFault> faults)
    {
        ReplayFault? first = null;
        List<ReplayFault> gone = [];
        foreach (ReplayFault fault in faults.OrderBy(fault => fault.From))
        {
            bool isWithIt = IsGone(fault) && fault.From - first?.From <= DeathsWithin;
            first = isWithIt || !IsGone(fault) ? first : fault;
            gone.Add(isWithIt ? fault with { From = first!.From } : fault);
        }

        return gone;
    }

    private static List<ReplayFault> Returned(List<ReplayFault> faults)
    {
        ReplayFault? first = null;
        List<ReplayFault> returned = [];
        foreach (ReplayFault fault in faults.OrderBy(fault => fault.To ?? long.MaxValue))
        {
            // Servers that are restarted one after the other were not out together.
            bool isWithIt = first is not null && IsGone(fault) && fault.To - first.To <= Within(first) && fault.From < first.To - 1;
            first = isWithIt || !IsGone(fault) ? first : fault;
            returned.Add(isWithIt ? fault with { To = first!.To } : fault);
        }

        return returned;
    }

    private static long Within(ReplayFault first) => (first.To - first.From) switch
    {
        < RarelyAfter => ReturnsWithin,
        < MoreRarelyAfter => ReturnsWithin + 1,
        _ => ReturnsWithinMost,
    };

    private static bool IsGone(ReplayFault fault) => fault.Kind is ReplayFaultKind.Dead or ReplayFaultKind.Silent;
}
