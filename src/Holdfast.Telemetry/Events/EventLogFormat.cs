namespace Holdfast.Telemetry;

public enum EventLogFormat : byte
{
    /// <summary>Short lines for people.</summary>
    Text = 0,

    /// <summary>One JSON object a line.</summary>
    Json,
}
