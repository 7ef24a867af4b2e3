namespace Holdfast.Drills.Running;

/// <summary>One server as it saw itself.</summary>
/// <param name="Capacity">What it could do from when on; the first entry is at 0.</param>
public sealed record ServerSeries(string Name, IReadOnlyList<CapacityStep> Capacity, IReadOnlyList<ServerSecond> Seconds)
{
    /// <summary>Requests that it had, a few times a second.</summary>
    public IReadOnlyList<ServerSample> Samples { get; init; } = [];

    /// <summary>Least that it could do in any part of the second: a server that dies in its middle is not counted for it.</summary>
    public double CapacityIn(int second) => CapacityIn(second, second + 1);

    /// <summary>As above, of any stretch of time.</summary>
    public double CapacityIn(double from, double to)
    {
        double now = 0;
        double least = double.PositiveInfinity;
        foreach (CapacityStep step in Capacity)
        {
            if (step.At >= to)
            {
                break;
            }

            // What held before it began does not count any more.
            least = step.At <= from ? step.Capacity : Math.Min(least, Math.Min(now, step.Capacity));
            now = step.Capacity;
        }

        return double.IsPositiveInfinity(least) ? now : least;
    }
}
