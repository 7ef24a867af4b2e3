namespace Holdfast.Diagnosis.Detection;

/// <summary>What a detector's value usually was in each hour of the week, as <see cref="PastWeeks"/> found it. Immutable.</summary>
/// <param name="Means">By <see cref="HourOfWeek.BinOf"/>, in the detector's own unit; NaN where nothing is known.</param>
/// <param name="IsWhole">A week is known well enough to go by it.</param>
internal sealed record PastSeason(float[] Means, bool IsWhole);
