namespace Holdfast.Configuration;

/// <summary>Importance of a request, most important first.</summary>
public enum RequestClass : byte
{
    Critical = 0,
    Default,
    BestEffort,
    Bulk,
}
