namespace Holdfast.Drills;

/// <summary>Where a value lies with the stated confidence; the upper end may be infinite.</summary>
public readonly record struct Interval(double Low, double High);
