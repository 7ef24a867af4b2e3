using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>The fourth part: what can be improved, and tasks with owner, day and end.</summary>
/// <param name="outlook">What the drill of it will ask for; null where none can be written.</param>
internal sealed class DraftMeasures(Incident incident, CausePlaybook playbook, string team, int section, ReplayOutlook? outlook = null) : DraftPart(incident, section)
{
    public List<DraftItem> Write(IReadOnlyList<WrittenTask> tasks)
    {
        string record = (Incident.Of(EntryKind.CauseFound).LastOrDefault() ?? Incident.Entries[0]).Reference;
        Add(0, 0, "", "Improvements:");
        foreach ((string text, int index) in playbook.Improve.Select((text, index) => (text, index)))
        {
            Add(1 + index, 0, "- ", "", new WrittenSentence(Fill(text), [record]));
        }

        Add(10, 0, "", "Tasks:");
        foreach (WrittenTask task in tasks)
        {
            string due = task.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string label = task.Number == 4 ? "Prove:" : Capital(task.Type) + ":";
            string text = $"{task.Text}; owner: {task.Owner}; due {due}; P{task.Priority}; INC-{Incident.Id}-{task.Number}.";
            Add(10 + task.Number, 0, "- [ ] ", label, new WrittenSentence(text, [record]));
        }

        return Items;
    }

    /// <param name="room">Where there is little of it, a task names the first thing that its drill asks for.</param>
    public IEnumerable<WrittenTask> Tasks(DateTimeOffset now, DraftRoom room)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        int priority = Incident.Severity <= Severity.Sev2 ? 1 : 2;
        yield return new WrittenTask(1, "prevent", Fill(playbook.Prevent), team, today.AddDays(14), priority);
        yield return new WrittenTask(2, "detect", Fill(playbook.Detect), team, today.AddDays(7), priority);
        yield return new WrittenTask(3, "mitigate", Fill(playbook.Mitigate), team, today.AddDays(10), 2);
        string next = today.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        yield return new WrittenTask(4, "prevent", $"{Prove(room)}; next run {next}", team, today.AddDays(10), 2);
    }

    private string Prove(DraftRoom room) => outlook is null
        ? $"write drill learned-{Incident.Id} by hand, which passes when {Fill(playbook.Passes)}"
        : $"replay this outage as drill learned-{Incident.Id}, which passes when {outlook.InWords(room.Words < DraftRoom.Usual.Words)}";

    private string Fill(string text) => text
        .Replace("{deadly}", outlook?.DeadlySessions is { } deadly ? $" (one died with {deadly.ToString(CultureInfo.InvariantCulture)})" : "", StringComparison.Ordinal)
        .Replace("pool {pool}", Service, StringComparison.Ordinal)
        .Replace("Pool {pool}", Capital(Service), StringComparison.Ordinal);
}
