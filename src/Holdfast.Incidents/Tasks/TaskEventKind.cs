namespace Holdfast.Incidents.Tasks;

/// <summary>What happened to a task. The names are written into the store: none is ever renamed or removed.</summary>
public enum TaskEventKind
{
    Added = 0,
    Assigned,
    DueChanged,
    Started,
    Linked,
    Closed,
    Reopened,
}
