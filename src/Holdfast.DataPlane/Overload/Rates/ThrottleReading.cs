using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>An operator's bound for one client, and what it has done.</summary>
/// <param name="Refused">Refused; in a dry run, what would have been.</param>
public sealed record ThrottleReading(string Client, string? Route, RequestRate Rate, TimeSpan Remaining, bool IsDryRun, string Source, long Allowed, long Refused)
{
    /// <summary>A reload has ended it: its route is gone, or clients are told apart in another way.</summary>
    public bool IsEndedByReload { get; init; }
}
