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
            TimelineEntry? begin = Notes(incident, NoteKind.Assumed).Concat(Notes(incident, NoteKind.Investigated)).Where(note => note.HappenedAt <= end.HappenedAt).MaxBy(note => note.HappenedAt);
            isWhole &= begin is not null;
            if (begin is not null)
            {
                trails.Add((begin.HappenedAt, end.HappenedAt));
            }
        }

        bool isRecorded = trails.Count > 0 || incident.Cause is not null || incident.Of(EntryKind.HypothesisRejected).Any() || Notes(incident, NoteKind.Investigated).Any();
        return isWhole && isRecorded ? Covered(trails) : null;
    }

    private static IEnumerable<(DateTimeOffset, DateTimeOffset)> OfDiagnosis(Incident incident) => incident.Of(EntryKind.HypothesisRejected)
        .Where(entry => entry.Get("opened") == "yes" && entry.Get("name") != incident.Cause?.Name && entry.Time("openedAt") is not null)
        .Select(entry => (entry.Time("openedAt")!.Value, entry.HappenedAt));

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
