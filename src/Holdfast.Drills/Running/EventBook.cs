namespace Holdfast.Drills.Running;

/// <summary>Collects what happens from several threads, and tells the observer one at a time.</summary>
internal sealed class EventBook(IDrillObserver observer)
{
    // A gateway whose servers come and go all the time says so all the time: more of it would bury the rest of the report.
    private const int ReactionsMaximum = 100;

    private readonly List<RunEvent> events = [];
    private readonly Lock gate = new();
    private int reactions;

    public void Add(double at, RunEventKind kind, string text, bool isDetection = false)
    {
        lock (gate)
        {
            reactions += kind == RunEventKind.Reaction ? 1 : 0;
            if (kind != RunEventKind.Reaction || reactions <= ReactionsMaximum)
            {
                Keep(new RunEvent(Math.Round(at, 3), kind, text) { IsDetection = isDetection });
            }
            else if (reactions == ReactionsMaximum + 1)
            {
                Keep(new RunEvent(Math.Round(at, 3), RunEventKind.Note, "what else the gateway notices is left out"));
            }
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

    private void Keep(RunEvent happened)
    {
        events.Add(happened);
        observer.Happened(happened);
    }
}
