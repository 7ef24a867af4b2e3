namespace Holdfast.Drills.Scenarios;

/// <summary>What a server's capacity counts.</summary>
public enum CapacityUnit
{
    /// <summary>Requests that it answers well in a second.</summary>
    Requests,

    /// <summary>Sessions that it holds well at once.</summary>
    Sessions,
}
