using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>One class in one second on one thread, handed over to the collector.</summary>
internal sealed record ClassFrame(CountState Counts, LatencyHistogram Response, LatencyHistogram Service, LatencyHistogram Lag, long SessionsOpen);
