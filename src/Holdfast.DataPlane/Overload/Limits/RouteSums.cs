namespace Holdfast.DataPlane.Overload;

/// <summary>What all workers measured of one route's attempts at servers since the start. Next: <see cref="InsideWait"/>.</summary>
internal struct RouteSums
{
    /// <summary>Answers, and how long they took to their first byte.</summary>
    public (long Count, long Nanoseconds) All;

    /// <summary>Those of servers that were little used.</summary>
    public (long Count, long Nanoseconds) Low;

    /// <summary>Of the times at low use, square nanoseconds.</summary>
    public double LowSquares;

    /// <summary>For how long those were at a server that got no answer.</summary>
    public long UnansweredNanoseconds;
}
