using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Which changes belong to the story of an incident: those of its pool and of the whole gateway, but nothing that was taken back before it
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

    /// <summary>A server that was out has to do with what follows within this time.</summary>
    public static TimeSpan ShortlyBefore => ServerStillFelt;

    /// <param name="subject">As <see cref="SeriesSubject.ToString"/> writes it.</param>
    /// <param name="pool">That suffers; "" for the whole gateway, which everything concerns.</param>
    public static bool IsOf(string? subject, string pool)
    {
        string[] parts = (subject ?? "").Split([':', '/'], 3);
        return pool.Length == 0 || parts is not ["server" or "pool", { } own, ..] || own == pool;
    }

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
                if (between == first || between == last || isStep)
                {
                    gone.Add(changes[between]);
                }
            }
        }

        return gone;
    }
    /// <summary>Index of the change that made it as it was before; -1 for none that was long enough before.</summary>
    private static int LastOf(ScopedChange[] all, int first, DateTimeOffset onset)
    {
        ScopedChange change = all[first];
        TimeSpan felt = change.Kind == ChangeKind.Health ? ServerStillFelt : StillFelt;
        return change.Kind is { } kind && TakenBackKinds.Contains(kind) && change.Before is { Length: > 0 } && change.Before != change.After
            ? Array.FindIndex(all, first + 1, one => one.Subject == change.Subject && one.After == change.Before && one.HappenedAt <= onset - felt)
            : -1;
    }
}
