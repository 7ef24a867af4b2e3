using System.Globalization;

namespace Holdfast.Incidents.Tasks;

/// <summary>What one event makes of a task. The same events always give the same task.</summary>
internal static class TaskFold
{
    public const string DateFormat = "yyyy-MM-dd";

    public static LearnedTask Apply(LearnedTask? before, string id, TaskEvent happened)
    {
        LearnedTask task = before ?? new LearnedTask { Id = id, CreatedAt = happened.RecordedAt };
        task = task with { Events = task.Events.Add(happened) };
        return happened.Kind switch
        {
            TaskEventKind.Added when before is null => Added(task, happened),
            TaskEventKind.Assigned => task with { Owner = happened.Get("owner") ?? task.Owner },
            TaskEventKind.DueChanged => task with { Due = DateOf(happened.Get("due")) ?? task.Due },
            TaskEventKind.Started => task with { Phase = TaskPhase.Started },
            TaskEventKind.Linked => WithLink(task, happened.Get("link")),
            TaskEventKind.Closed => WithLink(task, happened.Get("link")) with { Phase = TaskPhase.Closed, ClosedAt = happened.HappenedAt, Proof = ProofOf(happened) },
            TaskEventKind.Reopened => task with { Phase = TaskPhase.Open, ClosedAt = null, Proof = null },
            _ => task,
        };
    }

    public static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    private static LearnedTask Added(LearnedTask task, TaskEvent happened)
    {
        long? incident = long.TryParse(happened.Get("incident"), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
        return WithLink(task, happened.Get("link")) with
        {
            Type = Enum.TryParse(happened.Get("type"), ignoreCase: true, out TaskType type) ? type : TaskType.Prevent,
            Text = happened.Get("text") ?? happened.Text,
            Owner = happened.Get("owner") ?? "",
            Due = DateOf(happened.Get("due")) ?? DateOnly.FromDateTime(happened.RecordedAt.UtcDateTime.AddDays(14)),
            Priority = int.TryParse(happened.Get("priority"), NumberStyles.None, CultureInfo.InvariantCulture, out int priority) ? priority : 2,
            Incident = incident,
            Source = happened.Get("source") ?? "postmortem",
            Finding = happened.Get("finding"),
            // The draft of a postmortem names its drill so.
            Drill = happened.Get("drill") ?? (incident is { } known ? string.Create(CultureInfo.InvariantCulture, $"learned-{known}") : null),
        };
    }

    private static LearnedTask WithLink(LearnedTask task, string? link) =>
        string.IsNullOrEmpty(link) || task.Links.Contains(link) ? task : task with { Links = task.Links.Add(link) };

    private static TaskProof? ProofOf(TaskEvent happened) =>
        happened.Get("drill") is { } scenario
        && long.TryParse(happened.Get("verdict"), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && long.TryParse(happened.Get("drillAt"), NumberStyles.None, CultureInfo.InvariantCulture, out long at)
            ? new TaskProof(number, scenario, DateTimeOffset.FromUnixTimeMilliseconds(at))
            : null;
}
