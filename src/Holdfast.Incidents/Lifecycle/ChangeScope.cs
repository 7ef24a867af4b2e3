using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Which changes belong to the story of an incident: those of its pool, of the routes that it answers and of the whole gateway, but nothing that was taken back before it
/// began. Keeps nothing. Next: <see cref="ChangeEntries"/>.
/// </summary>
internal static class ChangeScope
{
    // What is done to a server is felt within seconds, and its end as well: more than that lies between two things that have nothing to do with each other.
    private static readonly TimeSpan StillFelt = TimeSpan.FromSeconds(10);

    // A server that was out shortly before has left its load to the others, and may be cold.
    private static readonly TimeSpan ServerStillFelt = TimeSpan.FromMinutes(15);

    // What was rolled back before is still the first thing that everybody asks about: only these are left out.
    private static readonly ChangeKind[] TakenBackKinds = [ChangeKind.Operator, ChangeKind.Other, ChangeKind.Protection, ChangeKind.Health, ChangeKind.Limit];

    /// <summary>Where an entry keeps the pool that answered its route.</summary>
    public const string PoolOfRoute = "poolOfRoute";

    /// <summary>How the subject of a route begins.</summary>
    public const string RoutePrefix = "route:";

    /// <summary>A server that was out has to do with what follows within this time.</summary>
    public static TimeSpan ShortlyBefore => ServerStillFelt;

    /// <param name="subject">As <see cref="SeriesSubject.ToString"/> writes it.</param>
    /// <param name="pool">That suffers; "" for the whole gateway, which everything concerns.</param>
    /// <param name="poolOfRoute">That answered the route, when the subject is one; null where nobody knows: it may be any.</param>
    public static bool IsOf(string? subject, string pool, string? poolOfRoute = null)
    {
        string[] parts = (subject ?? "").Split([':', '/'], 3);
        string? own = parts is ["server" or "pool", { } named, ..] ? named : parts[0] == "route" ? poolOfRoute : null;
        return pool.Length == 0 || own is null || own == pool;
    }

    /// <summary>Of the entry that was made of a change.</summary>
    public static bool IsOf(TimelineEntry entry, string pool) => IsOf(entry.Get("subject"), pool, entry.Get(PoolOfRoute));

    /// <summary>Those that were taken back well before that time, those that took them back, and the steps between the two.</summary>
    /// <param name="changes">In the order in which they happened.</param>
    public static HashSet<T> TakenBack<T>(IReadOnlyList<T> changes, Func<T, ScopedChange> read, DateTimeOffset onset)
    {
        ScopedChange[] all = [.. changes.Select(read)];
        HashSet<T> gone = [];
        for (int first = 0; first < all.Length; first++)
        {
            // What has undone one change begins no pair with the next: the last of drained, undrained, drained still holds.
            int last = gone.Contains(changes[first]) ? -1 : LastOf(all, first, onset);
            for (int between = first; between <= last; between++)
            {
                bool isStep = all[first].Kind == ChangeKind.Protection && all[between].Kind == ChangeKind.Protection && all[between].Subject == all[first].Subject;
                // That the process was gone is told whatever it ended.
                if (all[between].Kind != ChangeKind.Restart && (between == first || between == last || isStep))
                {
                    gone.Add(changes[between]);
                }
            }
        }

        return gone;
    }

    /// <summary>Index of the change that made it as it was before; -1 for none that was long enough before. A process that was killed refuses nothing any more.</summary>
    private static int LastOf(ScopedChange[] all, int first, DateTimeOffset onset)
    {
        ScopedChange change = all[first];
        TimeSpan felt = change.Kind == ChangeKind.Health ? ServerStillFelt : StillFelt;
        return change.Kind is { } kind && TakenBackKinds.Contains(kind) && change.Before is { Length: > 0 } && change.Before != change.After
            ? Array.FindIndex(all, first + 1, one => one.HappenedAt <= onset - felt && ((one.Subject == change.Subject && one.After == change.Before) || (kind == ChangeKind.Protection && one.Kind == ChangeKind.Restart)))
            : -1;
    }
}
