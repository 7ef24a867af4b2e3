namespace Holdfast.Drills;

/// <param name="Peak">Requests per second in the busiest hour of the day.</param>
public readonly record struct DayPeak(DateOnly Day, double Peak);
