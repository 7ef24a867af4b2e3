using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Whether the gateway was gone before it started: the store of the series says for how long nothing was recorded. A gateway that had
/// drained was taken out on purpose.
/// </summary>
internal static partial class GapFinder
{
    /// <summary>From the last second that was recorded to the start; null when nobody can have missed it.</summary>
    public static (DateTimeOffset From, DateTimeOffset To, ChangeEvent Start)? Find(IChangeReader changes, DateTimeOffset startedAt, TimeSpan least)
    {
        IReadOnlyList<ChangeEvent> recent = changes.Between(startedAt.AddDays(-30), startedAt.AddMinutes(5));
        ChangeEvent? start = recent.LastOrDefault(change => change.Kind == ChangeKind.Restart && change.RecordedAt >= startedAt.AddSeconds(-5));
        if (start is null || Seconds().Match(start.What) is not { Success: true } match)
        {
            return null;
        }

        TimeSpan gone = TimeSpan.FromSeconds(long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        DateTimeOffset from = start.HappenedAt - gone;
        bool isWanted = recent.Any(change => change.Kind == ChangeKind.Operator && change.What.Contains("drains", StringComparison.Ordinal) && change.HappenedAt >= from.AddMinutes(-2) && change.HappenedAt < start.HappenedAt);
        return gone < least || isWanted ? null : (from, start.HappenedAt, start);
    }

    [GeneratedRegex(@"nothing was recorded for (\d+) s", RegexOptions.None, 1000)]
    private static partial Regex Seconds();
}
