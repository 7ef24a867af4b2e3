using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Tasks;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>What a postmortem asks people to do, as entries of its incident, and whether somebody has to do it already. Keeps nothing. Owner: <see cref="PostmortemDesk"/>.</summary>
internal static class PostmortemTasks
{
    /// <summary>Each is made once: a correction of the text, or the version after a relapse, adds those that it alone has.</summary>
    public static IEnumerable<NewEntry> Added(Incident incident, PostmortemVersion version, string team, string by, DateTimeOffset now)
    {
        HashSet<string> known = [.. incident.Of(EntryKind.TaskAdded).Select(entry => What(entry.Get("text") ?? ""))];
        int last = (int)incident.Of(EntryKind.TaskAdded).Select(entry => entry.Number("task")).DefaultIfEmpty(0).Max();
        IReadOnlyList<WrittenTask> tasks = version.Document?.Tasks ?? TaskLines.Read(version.Markdown, team, DateOnly.FromDateTime(now.UtcDateTime));
        return tasks.Where(task => known.Add(What(task.Text))).Select(task => last == 0 ? task : task with { Number = ++last }).ToList().Select(task => new NewEntry(EntryKind.TaskAdded, now, by, $"task {incident.Id}-{task.Number}, {task.Type}: {task.Text}")
        {
            Data = new()
            {
                ["task"] = task.Number.ToString(CultureInfo.InvariantCulture),
                ["type"] = task.Type,
                ["owner"] = task.Owner,
                ["due"] = task.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["priority"] = task.Priority.ToString(CultureInfo.InvariantCulture),
                ["text"] = task.Text,
            },
            Sources = [incident.Entries[^1].Reference],
        });
    }

    /// <summary>"INC-1-2": of another incident, with the same text, and still to be done; null for none.</summary>
    public static string? Open(TaskBook tasks, Incident incident, string text) =>
        tasks.All.LastOrDefault(task => task.Incident is not null && task.Incident != incident.Id && task.Phase != TaskPhase.Closed && What(task.Text) == What(text)) is { } open ? $"INC-{open.Id}" : null;

    /// <summary>Of a task's text, without its marks and without when it is run next: that is another day in every version.</summary>
    private static string What(string text) => string.Concat(text.Split(';')[0].Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
