namespace Holdfast.Agent.Trends;

/// <param name="Second">Unix time.</param>
public readonly record struct TrendPoint(long Second, double Value);
