using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// What people have said and done about trouble that turns out to belong to another incident: it is told there, too, with its own time, its
/// author and the record that it comes from. Keeps nothing.
/// </summary>
internal static class CarriedOver
{
    /// <param name="first">The entry with which that trouble began.</param>
    public static IEnumerable<NewEntry> Since(Incident incident, TimelineEntry first) => incident.Entries.SkipWhile(entry => entry != first).Where(IsOfPeople).Select(entry =>
        new NewEntry(entry.Kind, entry.HappenedAt, entry.Author, entry.Text) { Data = new(entry.Data), Sources = [.. entry.Sources, entry.Reference] });

    private static bool IsOfPeople(TimelineEntry entry) =>
        entry.Kind is EntryKind.Acknowledged or EntryKind.Note or EntryKind.Role || (entry.Kind == EntryKind.Severity && entry.Get("by") == Incident.Hand);
}
