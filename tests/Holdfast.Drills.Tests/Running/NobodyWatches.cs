using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

internal sealed class NobodyWatches : IDrillObserver
{
    public void Step(string text)
    {
    }

    public void Happened(RunEvent happened)
    {
    }

    public void Second(DrillSecond second)
    {
    }
}
