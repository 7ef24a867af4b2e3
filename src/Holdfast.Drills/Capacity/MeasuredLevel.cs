namespace Holdfast.Drills;

/// <summary>What the server did with so many requests at once.</summary>
/// <param name="Wanted">Requests that were kept at the server at once.</param>
/// <param name="Point">What that was on average, and the answers per second.</param>
/// <param name="P99">Of the service time.</param>
/// <param name="ErrorShare">0 to 1: answers that were none, or no 2xx.</param>
public sealed record MeasuredLevel(int Wanted, MeasuredPoint Point, TimeSpan P99, double ErrorShare);
