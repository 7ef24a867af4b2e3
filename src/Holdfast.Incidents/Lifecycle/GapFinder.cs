using System.Globalization;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Whether the gateway was gone before it started: the store of the series says when it was there last. A gateway that had drained
/// was taken out on purpose.
/// </summary>
internal static class GapFinder
{
    private const string KeyPrefix = "gap:";

    /// <summary>Of the entry that opens its incident: a gap is told once.</summary>
    public static string KeyOf(ChangeEvent start) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{start.Id}");

    public static bool IsGap(Incident incident) => incident.Entries.Count > 0 && incident.Entries[0].Get("key")?.StartsWith(KeyPrefix, StringComparison.Ordinal) == true;

    /// <summary>From the last sign of life to the start, which is set every second; null when nobody can have missed it.</summary>
    public static (DateTimeOffset From, DateTimeOffset To, ChangeEvent Start)? Find(IChangeReader changes, DateTimeOffset startedAt, TimeSpan least)
    {
        // All that is kept: a gateway may have been gone for weeks.
        IReadOnlyList<ChangeEvent> recent = changes.Between(DateTimeOffset.UnixEpoch, startedAt.AddMinutes(5));
        ChangeEvent? start = recent.LastOrDefault(change => change.Kind == ChangeKind.Restart && change.RecordedAt >= startedAt.AddSeconds(-5));
        if (start is null || !DateTimeOffset.TryParse(start.Before, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset from))
        {
            return null;
        }

        DateTimeOffset earlier = recent.LastOrDefault(change => change.Kind == ChangeKind.Restart && change.Id < start.Id)?.HappenedAt ?? DateTimeOffset.UnixEpoch;
        bool isWanted = recent.Any(change => IsOwnDrain(change) && change.HappenedAt >= earlier && change.HappenedAt < start.HappenedAt);
        return start.HappenedAt - from < least || isWanted ? null : (from, start.HappenedAt, start);
    }

    /// <summary>Of the process that was gone afterwards; the one that drains for a takeover leaves another that serves.</summary>
    private static bool IsOwnDrain(ChangeEvent change) =>
        change is { Kind: ChangeKind.Operator, Subject: "gateway", What: ChangeLog.GatewayDrains } && change.Source != ChangeLog.TakeoverSource;
}
