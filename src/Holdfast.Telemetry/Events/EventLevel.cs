namespace Holdfast.Telemetry;

public enum EventLevel : byte
{
    Information = 0,

    /// <summary>Something is not as it should be; requests are served.</summary>
    Warning,

    /// <summary>Somebody should look.</summary>
    Error,
}
