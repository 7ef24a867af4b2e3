namespace Holdfast.Telemetry.Series;

/// <summary>One signal in steps.</summary>
/// <param name="Signal">Which.</param>
/// <param name="FromSecond">Unix second at which the first step begins.</param>
/// <param name="StepSeconds">Length of a step.</param>
/// <param name="KeptSeconds">Length of the steps in which it was kept for that time: 1, 10 or 60.</param>
public sealed record SeriesAnswer(Signal Signal, long FromSecond, int StepSeconds, int KeptSeconds, IReadOnlyList<SeriesPoint> Points);
