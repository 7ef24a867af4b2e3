using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>Requests by the second in which they should have been sent, whenever they ended.</summary>
/// <param name="Second">From the end of the warm-up; negative while it lasts.</param>
/// <param name="Failed">Reasons of failure, dropped and unfinished ones included.</param>
/// <param name="Response">From the intended time, of the good ones.</param>
public sealed record LoadCohort(int Second, long Intended, long Good, long LateAnswers, long Shed, long Failed, LatencyHistogram Response);
