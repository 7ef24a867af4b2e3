namespace Holdfast.Drills.Running;

/// <summary>Collects what happens from several threads, and tells the observer one at a time.</summary>
internal sealed class EventBook(IDrillObserver observer)
{
    private readonly List<RunEvent> events = [];
    private readonly Lock gate = new();

    public void Add(double at, RunEventKind kind, string text)
    {
        RunEvent happened = new(Math.Round(at, 3), kind, text);
        lock (gate)
        {
            events.Add(happened);
            observer.Happened(happened);
        }
    }

    public void Second(DrillSecond second)
    {
        lock (gate)
        {
            observer.Second(second);
        }
    }

    public IReadOnlyList<RunEvent> InOrder()
    {
        lock (gate)
        {
            return [.. events.OrderBy(static happened => happened.At)];
        }
    }
}
