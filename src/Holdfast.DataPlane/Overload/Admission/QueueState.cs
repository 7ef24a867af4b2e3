namespace Holdfast.DataPlane.Overload;

/// <summary>What the control loop has to know of a pool's queue. All figures as of now, sums since the start.</summary>
/// <param name="waiting">Requests that wait, those under way to the queue included.</param>
/// <param name="present">The same by class; a request that comes or goes meanwhile may be missing.</param>
/// <param name="busyNanoseconds">For how long somebody waited, in all.</param>
internal readonly struct QueueState(int waiting, in ClassCounts present, long busyNanoseconds)
{
    private readonly ClassCounts present = present;

    public int Waiting { get; } = waiting;

    public long BusyNanoseconds { get; } = busyNanoseconds;

    /// <summary>Requests that a class waits for: its own and those of more important classes. For the least important one all.</summary>
    /// <param name="index">0 for the most important class.</param>
    public int Before(int index)
    {
        if (index == AdmissionKey.Classes - 1)
        {
            return Waiting;
        }

        int sum = 0;
        for (int other = 0; other <= index; other++)
        {
            sum += present[other];
        }

        return Math.Min(sum, Waiting);
    }
}
