using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What people wrote down while it lasted, as they said it. Owner: <see cref="DraftTimeline"/>.</summary>
internal sealed class DraftNotes(Incident incident, int section, DraftRoom room)
{
    private const int NotesMaximum = 6;

    /// <param name="before">How many entries there are already: of one second, they come first.</param>
    public List<DraftItem> Write(int before)
    {
        List<DraftItem> items = [];
        // What misled people, what they did that helped and that users were told must stand however long the rest is: nothing else tells of it.
        TimelineEntry[] notes = [.. DraftText.NotesOf(incident)];
        TimelineEntry[] mustStand = [.. OfKind(notes, NoteKind.WrongPath, room.Notes), .. OfKind(notes, NoteKind.Did, room.Notes), .. DraftText.FixesOfPeople(incident).Where(step => step.Kind == EntryKind.Note && room.HasReasons), .. OfKind(notes, NoteKind.ToldUsers, 1), .. FoundByPeople(notes)];
        foreach (TimelineEntry note in notes.Take(NotesMaximum).Union(mustStand))
        {
            string said = QuietWords.Of(note.Text);
            string text = room.Note(said);
            string within = DraftText.Within(text, said);
            string sentence = note.Get("note") switch
            {
                nameof(NoteKind.Investigated) => $"{Name(note.Author)} investigated: {within}",
                nameof(NoteKind.Assumed) => $"{Name(note.Author)} suspected: {within}",
                nameof(NoteKind.WrongPath) => $"Ruled out by {note.Author}: {within}",
                nameof(NoteKind.Did) => $"Mitigation by {note.Author}: {DraftText.Within(room.Note(said, isTwice: true), said)}",
                nameof(NoteKind.ToldUsers) => $"Users were informed: {within}",
                _ => text,
            };
            WrittenItem item = new("- ", "", [new WrittenSentence($"{DraftText.Clock(note.HappenedAt)} - {sentence}", [note.Reference])]);
            items.Add(new DraftItem(section, (note.HappenedAt.ToUnixTimeSeconds() * 100) + before + items.Count, mustStand.Contains(note) ? 0 : 1, item));
        }

        return items;
    }

    /// <summary>What people found out last, also when it was over by then: where the diagnosis stated no cause it is all that is known of it, and where it was wrong it is what is right.</summary>
    private IEnumerable<TimelineEntry> FoundByPeople(TimelineEntry[] notes) =>
        incident.Cause is null || room.HasDetections ? notes.Where(note => note.Get("note") == nameof(NoteKind.Investigated)).TakeLast(1) : [];

    private static IEnumerable<TimelineEntry> OfKind(TimelineEntry[] notes, NoteKind kind, int most) => notes.Where(note => note.Get("note") == kind.ToString()).Take(most);

    private static string Name(string author) => author.Length == 0 ? "Somebody" : char.ToUpperInvariant(author[0]) + author[1..];
}
