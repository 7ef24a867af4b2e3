using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload;

/// <summary>Queues as the control loop is told of them.</summary>
internal static class QueueStates
{
    /// <summary>All that wait are of one class.</summary>
    public static QueueState Of(int waiting, long busyNanoseconds = 0, RequestClass requestClass = RequestClass.Default)
    {
        ClassCounts present = default;
        present[(int)requestClass] = waiting;
        return new QueueState(waiting, present, busyNanoseconds);
    }
}
