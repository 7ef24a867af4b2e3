namespace Holdfast.Admin;

/// <summary>What can be asked for.</summary>
/// <param name="Oldest">Of the second-by-second record; null before the first.</param>
public sealed record SeriesListReport(IReadOnlyList<string> Subjects, IReadOnlyList<SignalMeaning> Signals, DateTimeOffset? Oldest, DateTimeOffset? Newest, bool IsKeptOnDisk);
