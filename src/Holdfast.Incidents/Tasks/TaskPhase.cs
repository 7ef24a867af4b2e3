namespace Holdfast.Incidents.Tasks;

public enum TaskPhase
{
    Open = 0,
    Started,
    Closed,
}
