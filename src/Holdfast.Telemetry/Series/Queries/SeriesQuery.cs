namespace Holdfast.Telemetry.Series;

/// <summary>What somebody wants to see.</summary>
/// <param name="FromSecond">Unix second.</param>
/// <param name="ToSecond">Unix second, included.</param>
/// <param name="StepSeconds">0 lets the answer choose.</param>
public sealed record SeriesQuery(SeriesSubject Subject, IReadOnlyList<Signal> Signals, long FromSecond, long ToSecond, int StepSeconds);
