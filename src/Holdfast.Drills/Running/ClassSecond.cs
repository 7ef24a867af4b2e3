using Holdfast.Foundation;

namespace Holdfast.Drills.Running;

/// <summary>Requests by the second in which they should have been sent, whenever they ended.</summary>
/// <param name="Good">Answered well within the deadline.</param>
/// <param name="Shed">Refused on purpose: 429 or 503.</param>
/// <param name="Failed">Everything else: errors, cut connections, answers that came too late.</param>
/// <param name="Latency">From the intended time to the end of the answer, of the good ones.</param>
public readonly record struct ClassSecond(long Offered, long Good, long Shed, long Failed, LatencyHistogram? Latency = null);
