namespace Holdfast.Drills;

/// <summary>What one server did at one level.</summary>
/// <param name="Concurrency">Requests in service at once, on average.</param>
/// <param name="Throughput">Answers per second.</param>
public readonly record struct MeasuredPoint(double Concurrency, double Throughput);
