using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>The fourth part: what can be improved, and tasks with owner, day and end.</summary>
/// <param name="outlook">What the drill of it will ask for; null where none can be written.</param>
/// <param name="openTask">The id of an open task of another incident that asks for the same; null for none.</param>
internal sealed class DraftMeasures(Incident incident, CausePlaybook playbook, string team, int section, ReplayOutlook? outlook = null, Func<string, string?>? openTask = null) : DraftPart(incident, section)
{
    private const string Guarded = "Such trouble of pool {pool} is noticed as early as this time, and a drill fails when it is not.";

    /// <summary>Of the task that is closed by the drill alone.</summary>
    private const int Proof = 4;

    // Of causes beside the one at the top.
    private const int OthersMaximum = 2;

    // As drills ask for it.
    private const int DetectionSecondsMaximum = 10;

    /// <param name="room">Where there is hardly any, one improvement stands for all.</param>
    public List<DraftItem> Write(IReadOnlyList<WrittenTask> tasks, DraftRoom room)
    {
        string record = (Incident.Of(EntryKind.CauseFound).LastOrDefault() ?? Incident.Entries[0]).Reference;
        Add(0, 0, "", "Improvements:");
        string[] improve = IsGuarded ? [.. playbook.Improve.SkipLast(1), Guarded] : playbook.Improve;
        foreach ((string text, int index) in improve.Select((text, index) => (text, index)))
        {
            Add(1 + index, index == 0 || room.HasReasons ? 0 : 1, "- ", "", new WrittenSentence(Fill(text), [record]));
        }

        Add(10, 0, "", "Tasks:");
        foreach (WrittenTask task in tasks)
        {
            string due = task.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string label = task.Number == Proof ? "Prove:" : Capital(task.Type) + ":";
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
        yield return new WrittenTask(1, "prevent", Asked(Fill(playbook.Prevent)), team, today.AddDays(14), priority);
        yield return new WrittenTask(2, "detect", Asked(Detect()), team, today.AddDays(7), priority);
        yield return new WrittenTask(3, "mitigate", Asked(Fill(playbook.Mitigate)), team, today.AddDays(10), 2);
        string next = today.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        yield return new WrittenTask(Proof, "prevent", $"{Prove(room)}; next run {next}", team, today.AddDays(10), 2);
        foreach ((CausePlaybook other, int index) in Others().Take(room.HasReasons ? OthersMaximum : 1).Select((other, index) => (other, index)))
        {
            yield return new WrittenTask(Proof + 1 + index, "prevent", Asked(Fill(other.Prevent)), team, today.AddDays(14), 2);
        }
    }

    /// <summary>Of what else was stated to have hurt users.</summary>
    private IEnumerable<CausePlaybook> Others() => OutageCauses.Beside(Incident).Where(cause => !cause.IsBeforeHarm(Incident) && cause.Name != Incident.Cause?.Name)
        .Select(cause => CausePlaybooks.Named(cause.Name)).OfType<CausePlaybook>().DistinctBy(other => other.Cause);

    private bool IsGuarded => !playbook.IsAhead && outlook is not null && DetectionTold.Find(Incident) is { } seen && (seen.At - Start).TotalSeconds <= DetectionSecondsMaximum;

    /// <summary>What was noticed in time is kept as it is by its drill: an alert for it is there already.</summary>
    private string Detect()
    {
        if (!IsGuarded || DetectionTold.Find(Incident) is not { } seen)
        {
            return Fill(playbook.Detect);
        }

        string took = seen.At <= Start ? "it was noticed as it began" : $"it took {DraftText.Length(seen.At - Start)}";
        return string.Create(CultureInfo.InvariantCulture, $"add drill learned-{Incident.Id} to the pipeline, where it fails when this is noticed later than {DetectionSecondsMaximum} s ({took})");
    }

    /// <summary>What somebody has to do already is not asked for twice.</summary>
    private string Asked(string text) => openTask?.Invoke(text) is { } other ? $"finish {other}, which is open and asks for the same: {text}" : text;

    private string Prove(DraftRoom room) => outlook is null
        ? $"write drill learned-{Incident.Id} by hand, which passes when {Fill(playbook.Passes)}"
        : $"replay this outage as drill learned-{Incident.Id}, which passes when {outlook.InWords(room.Words < DraftRoom.Usual.Words)}";

    private string Fill(string text) => text
        .Replace("{deadly}", outlook?.DeadlySessions is { } deadly ? $" (one died with {deadly.ToString(CultureInfo.InvariantCulture)})" : "", StringComparison.Ordinal)
        .Replace("pool {pool}", Service, StringComparison.Ordinal)
        .Replace("Pool {pool}", Capital(Service), StringComparison.Ordinal);
}
