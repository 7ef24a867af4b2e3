namespace Holdfast.Admin;

/// <summary>One subject's signals over a time.</summary>
/// <param name="StepSeconds">Length of a step.</param>
/// <param name="KeptSeconds">Length of the steps in which it was kept for that time: 1, 10 or 60.</param>
public sealed record SeriesReport(string Subject, DateTimeOffset From, int StepSeconds, int KeptSeconds, IReadOnlyList<SignalReport> Signals);
