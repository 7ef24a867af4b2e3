using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>One class in one second of the live view, counted when it happened.</summary>
/// <param name="Response">From the intended time, of 2xx answers and of those given up.</param>
/// <param name="Service">The same ones from the time they were really sent.</param>
public sealed record LoadClassSecond(string Name, LoadCounts Counts, LatencyHistogram Response, LatencyHistogram Service);
