namespace Holdfast.Drills.Load;

/// <summary>A stretch of a rate curve: from one rate to another along a straight line. Requests per second.</summary>
public readonly record struct RateStep(double From, double To, TimeSpan Duration);
