namespace Holdfast.Drills.Load;

/// <summary>How a load ended.</summary>
public enum LoadEnd
{
    Completed,

    /// <summary>By an abort rule.</summary>
    Aborted,

    /// <summary>By its caller.</summary>
    Cancelled,
}
