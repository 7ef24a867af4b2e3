namespace Holdfast.Drills.Reports;

/// <summary>Tenth of a second by tenth of a second, from the first request on.</summary>
/// <param name="Refusals">By the time at which they came, as <paramref name="Failures"/>; everything else by when the request should have been sent.</param>
/// <param name="Prompt">Those of the refused that were told within 5 ms.</param>
public sealed record ReportedTenths(IReadOnlyList<long> Offered, IReadOnlyList<long> Good, IReadOnlyList<long> Shed, IReadOnlyList<long> Refusals, IReadOnlyList<long> Prompt, IReadOnlyList<long> Failures);
