using System.Globalization;
using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// What changed shortly before an incident and in it, as entries, as far as it concerns its pool. A change is told once. Next: <see cref="ChangeScope"/>.
/// </summary>
internal static class ChangeEntries
{
    // A server that comes and goes every second must not drown the rest.
    private const int Maximum = 60;

    public static List<NewEntry> Of(IChangeReader changes, RoutePools routes, Incident incident, DateTimeOffset from, DateTimeOffset to)
    {
        HashSet<string> known = [.. incident.Entries.Select(entry => entry.Get("key")).OfType<string>()];
        int room = Maximum - incident.Entries.Count(entry => entry.Get("change") is not null);
        DateTimeOffset onset = incident.Start ?? incident.OpenedAt;
        ChangeEvent[] own = [.. changes.Between(from, to).Where(change => ChangeScope.IsOf(change.Subject, incident.Pool, PoolOf(change, routes)))];
        HashSet<ChangeEvent> gone = ChangeScope.TakenBack(own, ScopedChange.Of, onset < incident.OpenedAt ? onset : incident.OpenedAt);
        return [.. own.Where(change => !gone.Contains(change) && !known.Contains(KeyOf(change))).Take(Math.Max(0, room)).Select(change => Entry(change, PoolOf(change, routes), onset, own))];
    }

    // What protection did is recorded a moment later, and a reload may have moved the route by then: it says itself which pool it was.
    private static string? PoolOf(ChangeEvent change, RoutePools routes) => change.Pool ?? routes.PoolOf(change.Subject, change.HappenedAt);

    private static NewEntry Entry(ChangeEvent change, string? poolOfRoute, DateTimeOffset onset, ChangeEvent[] all)
    {
        // What is done while it lasts is done against it, as far as anybody can tell from outside; to take that back is not.
        bool helps = change.HappenedAt >= onset && !IsOfTheProcess(change) && !TakesBack(change, onset, all) && (change.Kind is ChangeKind.Limit or ChangeKind.Weights or ChangeKind.Configuration or ChangeKind.Operator || (change.Kind == ChangeKind.Health && change.After == "out") || (change.Kind == ChangeKind.Protection && !Eases(change)));
        Dictionary<string, string> data = new()
        {
            ["key"] = KeyOf(change),
            ["change"] = SeriesWords.Of(change.Kind),
            ["subject"] = change.Subject,
            ["by"] = change.Source == "gateway" ? "gateway" : "people",
        };
        if (poolOfRoute is not null)
        {
            data[ChangeScope.PoolOfRoute] = poolOfRoute;
        }

        if (change.Before is not null)
        {
            data["before"] = change.Before;
        }

        if (change.After is not null)
        {
            data["after"] = change.After;
        }

        return new NewEntry(helps ? EntryKind.Mitigation : EntryKind.Change, change.HappenedAt, change.Source, $"{change.Subject}: {change.What}") { Data = data, Sources = [KeyOf(change)] };
    }

    /// <summary>A gateway that leaves, or reads again what it has, does nothing against an outage.</summary>
    private static bool IsOfTheProcess(ChangeEvent change) =>
        change.What == ChangeLog.GatewayDrains || (change.Kind == ChangeKind.Configuration && change.Before is not null && change.Before == change.After);

    /// <summary>Protection that refuses less than before, or nothing any more.</summary>
    private static bool Eases(ChangeEvent change) => change.After == ChangeLog.AdmitsAll || change.What.StartsWith(ChangeLog.Eases, StringComparison.Ordinal);

    /// <summary>It makes things as they were when the trouble began, after something else was done to them. To do that once more is a step of its own.</summary>
    private static bool TakesBack(ChangeEvent change, DateTimeOffset onset, ChangeEvent[] all)
    {
        ChangeEvent? first = all.Where(other => other.Subject == change.Subject && other.HappenedAt >= onset).MinBy(other => other.Id);
        return first is not null && first.Id < change.Id && change.After is { Length: > 0 } after && after == first.Before;
    }

    private static string KeyOf(ChangeEvent change) => string.Create(CultureInfo.InvariantCulture, $"change:{change.Id}");
}
