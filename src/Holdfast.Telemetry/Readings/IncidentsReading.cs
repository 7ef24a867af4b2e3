namespace Holdfast.Telemetry;

/// <summary>What is open, not done and not heard, for the metrics. Immutable.</summary>
public sealed record IncidentsReading
{
    /// <summary>Each status with each severity, 0 among them: a line that ends looks like a gateway that ended.</summary>
    public IReadOnlyList<(string Status, string Severity, int Count)> Open { get; init; } = [];

    public int TasksOpen { get; init; }

    /// <summary>Of the open ones.</summary>
    public int TasksOverdue { get; init; }

    /// <summary>Messages that nobody has heard for a minute by any of their channels.</summary>
    public int MessagesUndelivered { get; init; }
}
