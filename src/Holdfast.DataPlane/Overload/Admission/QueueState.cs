using System.Runtime.CompilerServices;

namespace Holdfast.DataPlane.Overload;

/// <summary>What the control loop has to know of a pool's queue. All figures as of now, sums since the start.</summary>
/// <param name="Waiting">Requests that wait, those under way to the queue included.</param>
/// <param name="BusyNanoseconds">For how long somebody waited, in all.</param>
internal readonly record struct QueueState(int Waiting, long BusyNanoseconds)
{
    private const int LeastImportant = AdmissionKey.Classes - 1;

    /// <summary>Those in the queue, by class; none under way to it, whose class is not known here.</summary>
    public ClassCounts Present { get; init; }

    /// <summary>Requests that a class waits for: its own and those of more important classes. For the least important one all.</summary>
    /// <param name="index">0 for the most important class.</param>
    public int Before(int index)
    {
        if (index == LeastImportant)
        {
            return Waiting;
        }

        int sum = 0;
        for (int other = 0; other <= index; other++)
        {
            sum += Present[other];
        }

        return Math.Min(sum, Waiting);
    }

    /// <summary>A number for each class.</summary>
    [InlineArray(AdmissionKey.Classes)]
    public struct ClassCounts
    {
        private int first;
    }
}
