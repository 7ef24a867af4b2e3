namespace Holdfast.Drills.Running;

/// <param name="From">Seconds from the first request.</param>
public sealed record PhaseSpan(string Name, double From, double To);
