namespace Holdfast.Drills.Running;

/// <summary>A drill cannot be run here: the message says what is missing and what to do, and is meant for people.</summary>
public sealed class DrillException(string message) : IOException(message);
