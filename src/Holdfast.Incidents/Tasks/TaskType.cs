namespace Holdfast.Incidents.Tasks;

/// <summary>What a task is for. The names are written into the store: none is ever renamed or removed.</summary>
public enum TaskType
{
    /// <summary>The outage does not come back.</summary>
    Prevent = 0,

    /// <summary>It is seen earlier.</summary>
    Detect,

    /// <summary>It is over sooner, or hurts less.</summary>
    Mitigate,
}
