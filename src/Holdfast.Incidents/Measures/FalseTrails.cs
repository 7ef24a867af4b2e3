using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Measures;

/// <summary>Time in which a cause was followed that was none: by the diagnosis, and by people as far as their notes tell.</summary>
internal static class FalseTrails
{
    /// <summary>Seconds; two trails at the same time count once. Null when it is not known for how long one was followed, or when nobody recorded any hypothesis.</summary>
    public static double? SecondsOf(Incident incident)
    {
        List<(DateTimeOffset From, DateTimeOffset To)> trails = [.. OfDiagnosis(incident)];
        bool isWhole = true;
        foreach (TimelineEntry end in Notes(incident, NoteKind.WrongPath))
        {
            TimelineEntry? begin = BeginOf(incident, end);
            isWhole &= begin is not null;
            if (begin is not null)
            {
                trails.Add((begin.HappenedAt, end.HappenedAt));
            }
        }

        bool isRecorded = trails.Count > 0 || incident.Cause is not null || incident.Of(EntryKind.HypothesisRejected).Any() || Notes(incident, NoteKind.Investigated).Any();
        return isWhole && isRecorded ? Covered(trails) : null;
    }

    /// <summary>
    /// What was assumed last, since the wrong path before: what was looked at meanwhile was looked at for its sake. Where nobody wrote an assumption, what was looked at last.
    /// </summary>
    private static TimelineEntry? BeginOf(Incident incident, TimelineEntry end)
    {
        DateTimeOffset from = Notes(incident, NoteKind.WrongPath).Where(note => note.HappenedAt < end.HappenedAt).Select(note => note.HappenedAt).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return Last(NoteKind.Assumed, from) ?? Last(NoteKind.Investigated, from) ?? Last(NoteKind.Assumed, DateTimeOffset.MinValue) ?? Last(NoteKind.Investigated, DateTimeOffset.MinValue);

        TimelineEntry? Last(NoteKind kind, DateTimeOffset since) => Notes(incident, kind).Where(note => note.HappenedAt >= since && note.HappenedAt <= end.HappenedAt).MaxBy(note => note.HappenedAt);
    }

    private static IEnumerable<(DateTimeOffset, DateTimeOffset)> OfDiagnosis(Incident incident) => incident.Of(EntryKind.HypothesisRejected)
        .Where(entry => entry.Get("opened") == "yes" && entry.Get("name") != incident.CauseName && entry.Time("openedAt") is not null)
        .Select(entry => (entry.Time("openedAt")!.Value, entry.HappenedAt))
        .Concat(StatedWrongly(incident));

    /// <summary>What people have corrected later was followed until users were well, or until something else was stated.</summary>
    private static IEnumerable<(DateTimeOffset, DateTimeOffset)> StatedWrongly(Incident incident)
    {
        if (incident is not { Correction: not null, End: { } end })
        {
            return [];
        }

        TimelineEntry[] stated = [.. incident.Of(EntryKind.CauseFound)];
        return stated.Select((entry, at) => (entry, Until: at + 1 < stated.Length && stated[at + 1].HappenedAt < end ? stated[at + 1].HappenedAt : end))
            .Where(trail => trail.entry.Get("name") != incident.CauseName && trail.Until > trail.entry.HappenedAt).Select(trail => (trail.entry.HappenedAt, trail.Until));
    }

    private static IEnumerable<TimelineEntry> Notes(Incident incident, NoteKind kind) => incident.Of(EntryKind.Note).Where(entry => entry.Get("note") == kind.ToString());

    private static double Covered(List<(DateTimeOffset From, DateTimeOffset To)> trails)
    {
        TimeSpan sum = TimeSpan.Zero;
        DateTimeOffset reached = DateTimeOffset.MinValue;
        foreach ((DateTimeOffset from, DateTimeOffset to) in trails.OrderBy(trail => trail.From))
        {
            DateTimeOffset begin = from > reached ? from : reached;
            if (to > begin)
            {
                sum += to - begin;
                reached = to;
            }
        }

        return sum.TotalSeconds;
    }
}
